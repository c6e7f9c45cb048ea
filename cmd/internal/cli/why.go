package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/ranges"
	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

func whyCommand() *command {
	var q why.Question
	return &command{
		use:   "why NODE --if SELECTOR",
		short: "The shortest proof that NODE falls, and what would have saved it",
		long: `Proves that a node or a part of a service is down, or not up, if some nodes fail:
which requirement broke, through which members, down to the failures. The proof
is the one with the fewest steps. Then what would have saved it: the smallest
sets of nodes, and of requirements with one more alternative, that keep it up,
each tried. Of a node that stays up it says what carries it.
With -o FILE.svg it draws the proof.`,
		example: `  meoktong why kakaotalk-text --if skcc-pangyo
  meoktong why crypto-access@kt-mobile --if kt-backbone --lang ko
  meoktong why hospital-reception --if 'kt-*' -o why.svg`,
		args:    cobra.ExactArgs(1),
		hints:   hintNodes(),
		takes:   asking,
		formats: append(tabular(), pictures()...),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&q.Failed, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
			hint(cmd, "if", hintNodes())
		},
		run: func(r *run, args []string) error {
			q.Node = args[0]
			if err := q.Check(); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			stop := r.progress("looking for what would have saved it")
			defer stop()
			q.After = r.horizon(c.Model)
			w, err := why.Ask(r.ctx, c, q)
			if err != nil {
				return err
			}
			stop()
			if r.format.isPicture() {
				r.noteRanges(ranges.OfLevels(c.Model), false)
				return r.paint(picture.OfProof(c.Model, w, r.lang), draw.Options{})
			}
			r.noteUnloaded(c.HasLoad())
			if w.Level != result.LevelUp {
				w.Draw = r.pictureCommand(result.Command{"why", args[0]}.And(ifs(q.Failed)...), append([]string{"why", args[0]}, q.Failed...))
			}
			return r.answer(w, c.Model)
		},
	}
}

func ifs(selectors []string) []string {
	var out []string
	for _, s := range selectors {
		out = append(out, "--if", s)
	}
	return out
}
