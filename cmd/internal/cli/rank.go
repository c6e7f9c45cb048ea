package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/rank"
)

func rankCommand() *command {
	var q rank.Question
	return &command{
		use:   "rank",
		short: "The worst single failures and pairs",
		long: `Ranks every single failure, or with --failures 2 every pair, by what it takes down
at the horizon (--after): users, then sectors, nodes and names. A row says what
whatif says of that failure.

What people use is no answer to what they would miss most: unless --against says what
may fail, that is every kind but service, and in a model that has services alone those
that something needs. --against '*' asks of all.

Pairs are all accounted for, though few have to be run. Beside the worst pairs
stand those that take something down together that neither takes down alone.`,
		example: `  meoktong rank
  meoktong rank --by sectors --against kind:carrier
  meoktong rank --failures 2 --top 50 --json`,

		takes:   asking | withLoad,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().IntVar(&q.Failures, "failures", 1, "how many fail at once: 1 or 2")
			cmd.Flags().StringVar(&q.Against, "against", "", "what may fail: a `selector` as for whatif (default: every kind but service)")
			cmd.Flags().StringVar(&q.By, "by", "users", "what to rank by `first`: users, services, sectors or nodes")
			cmd.Flags().IntVar(&q.Top, "top", 20, "how many rows; 0 for all")
			hint(cmd, "against", hintNodes())
			hint(cmd, "by", fixed(rank.Orders()))
			hint(cmd, "failures", fixed([]string{"1", "2"}))
		},
		run: func(r *run, _ []string) error {
			if err := q.Check(); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			r.noteUnloaded(c.LeavesOutLoad())
			q.After = r.horizon(c.Model)
			stop := r.progress("ranking failures")
			defer stop()
			x, err := rank.Ask(r.ctx, c, q)
			if stop(); err != nil {
				return err
			}
			return r.answer(x, c.Model)
		},
	}
}
