package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/faults"
)

func cutSetsCommand() *command {
	var q cutsets.Question
	return &command{
		use:   "cutsets NODE",
		short: "The minimal sets of failures that take NODE down",
		long: `The minimal cut sets of NODE, a node or a part of a service: sets of nodes whose
failure takes it down, and none of whose smaller sets does. NODE itself is in
none of them, and neither are parts and groupings (fails = false).

Where there are too many to find, all of one node are found, all of two, and so
on as far as it goes; the answer says how far (truncated, complete_to).

Where a requirement holds only while something is down (unless), a further failure
can help, and the answer says "coherent": false: a set takes NODE down with nothing
else failed. --prime then gives the prime implicants: what has to fail and what has
to work so that NODE is down whatever the others do. Of a coherent NODE they are
its cut sets.`,
		example: `  meoktong cutsets pos-terminals --order 2
  meoktong cutsets crypto-access@kt-mobile --against kind:carrier
  meoktong cutsets gov24 --level degraded --count-only --json
  meoktong cutsets gov24 --prime --order 2`,
		args:    cobra.ExactArgs(1),
		hints:   hintNodes(),
		takes:   asking,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().IntVar(&q.Order, "order", 0, "only sets of at most so many `nodes`")
			cmd.Flags().StringArrayVar(&q.Against, "against", nil, "what may fail: a `selector` (repeatable; default: every node)")
			cmd.Flags().BoolVar(&q.Prime, "prime", false, "prime implicants: what fails and what works")
			cmd.Flags().BoolVar(&q.CountOnly, "count-only", false, "how many there are, without listing them")
			levelFlag(cmd, &q.Level)
			hint(cmd, "against", hintNodes())
		},
		run: func(r *run, args []string) error {
			if err := q.Check(); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			r.noteUnloaded(c.HasLoad())
			q.Node, q.After = args[0], r.horizon(c.Model)
			stop := r.progress("finding cut sets")
			defer stop()
			x, err := cutsets.Ask(r.ctx, c, q)
			if stop(); err != nil {
				return err
			}
			return r.answer(x, c.Model)
		},
	}
}

func levelFlag(cmd *cobra.Command, level *string) {
	cmd.Flags().StringVar(level, "level", "down", "which `level` counts as failed: down, or degraded for anything below up")
	hint(cmd, "level", fixed(faults.Levels()))
}
