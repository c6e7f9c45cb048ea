package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/models"
)

func availabilityCommand() *command {
	var q availability.Question
	return &command{
		use:   "availability [NODE...]",
		args:  cobra.ArbitraryArgs,
		short: "Exact availability, expected downtime and lost user-hours a year",
		long: `The probability that a node is not down, exactly, from the availability, or mtbf
and mttr, of all that it needs. Over the parts of a service it is weighted by
share. A NODE may be any selector; without one, every node is asked. Where a
failure can help (unless), importance may be below 0.

What is too large to compute is estimated by random trials, with an interval
("exact": false); --trials asks for that. The same seed gives the same answer.`,
		example: `  meoktong availability -m my-model.toml
  meoktong availability pos-terminals --importance
  meoktong availability sector:health --level degraded --json`,
		hints:   hintNodes(),
		takes:   asking,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().BoolVar(&q.Importance, "importance", false, "how much each node matters: Birnbaum, criticality, Fussell-Vesely, RAW, RRW")
			cmd.Flags().Int64Var(&q.Trials, "trials", 0, "estimate by so many random `trials`, in place of the exact answer")
			cmd.Flags().Uint64Var(&q.Seed, "seed", 1, "`seed` of the trials")
			levelFlag(cmd, &q.Level)
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
			q.Nodes, q.After = args, r.horizon(c.Model)
			stop := r.progress("computing availability")
			defer stop()
			x, err := availability.Ask(r.ctx, c, q)
			if stop(); err != nil {
				return err
			}
			if !slices.ContainsFunc(c.Model.Nodes, func(n models.Node) bool { return n.Chance != nil }) {
				r.note("no node of the model has an availability: none ever fails of itself")
			}
			return r.answer(x, c.Model)
		},
	}
}
