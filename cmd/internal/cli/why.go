package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

func whyCommand() *command {
	var selectors []string
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
  meoktong why pos-terminals@kt-internet --if kt-backbone --lang ko
  meoktong why hospital-reception --if 'kt-*' -o why.svg`,
		args:    cobra.ExactArgs(1),
		hints:   hintNodes(),
		takes:   asking,
		formats: append(tabular(), pictures()...),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&selectors, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
			hint(cmd, "if", hintNodes())
		},
		run: func(r *run, args []string) error {
			if len(selectors) == 0 {
				return usagef("why takes --if SELECTOR: what fails")
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			w, err := r.askWhy(c, args[0], selectors)
			if err != nil {
				return err
			}
			if r.format.isPicture() {
				result.Finish(w, r.header(c.Model, "why", r.lang), r.lang)
				return r.paint(picture.OfProof(c.Model, w, r.lang), draw.Options{})
			}
			r.noteUnloaded(c.HasLoad())
			if w.Level != "up" {
				r.draw = r.pictureCommand(result.Command{"why", args[0]}.And(ifs(selectors)...), append([]string{"why", args[0]}, selectors...))
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

func (r *run) askWhy(c *compile.Compiled, node string, selectors []string) (*result.Why, error) {
	ids, err := c.Model.Select(node)
	if err != nil {
		return nil, err
	}
	if len(ids) != 1 {
		return nil, usagef("why takes one node, and %q names %d", node, len(ids))
	}
	failed, err := failures(c.Model, selectors)
	if err != nil {
		return nil, err
	}
	stop := r.progress("looking for what would have saved it")
	defer stop()
	return why.Ask(c, why.Question{Node: ids[0], Failed: failed, After: r.horizon(c.Model), Lang: r.lang, Version: r.built.Tool.Version})
}
