package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/models"
)

func assumptionsCommand() *command {
	var before string
	return &command{
		use:   "assumptions [NODE|POLICY]",
		short: "Which unverified facts the answers rest on",
		long: `Changes every fact that is assumed, each by itself, and says which answers flip: a
requirement is dropped, an alternative of it taken away, a share of users raised or
lowered by a fifth. The fact on which most hangs, and the most important, comes first.

The answers are whether policies hold; which sectors fail and how nodes fare by
every single failure; the cheapest options; what comes back from black; false
redundancy; the verdicts on recorded incidents; and the three worst failures. With a
NODE or a POLICY only its own are looked at.

--unverified-before counts older facts as unverified, too; a fact without a date has
that of the source it cites, else the model's.`,
		example: `  meoktong assumptions
  meoktong assumptions payments-within-four-hours
  meoktong assumptions emergency-119 --lang ko
  meoktong assumptions --unverified-before 2023-01-01 -o assumptions.csv`,
		args:    cobra.MaximumNArgs(1),
		hints:   hintNodesAndPolicies(),
		takes:   asking,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringVar(&before, "unverified-before", "", "facts older than this `date` count as unverified, too: 2023, 2023-09 or 2023-09-30")
		},
		run: func(r *run, args []string) error {
			q := assumptions.Question{UnverifiedBefore: before}
			if len(args) > 0 {
				q.About = args[0]
			}
			if err := q.Check(); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			q.After = r.horizon(c.Model)
			stop := r.progress("changing what is unverified, one fact at a time")
			defer stop()
			x, err := assumptions.Ask(r.ctx, c, q)
			if stop(); err != nil {
				return err
			}
			if r.format == formatCSV && (x.Truncated || len(x.LeftOut) > 0) {
				r.note("the work is bounded: not every fact was changed, or not every answer looked at; the text says which")
			}
			return r.answer(x, c.Model)
		},
	}
}

// hintNodesAndPolicies completes what assumptions takes.
func hintNodesAndPolicies() cobra.CompletionFunc {
	return ofModel(func(m *models.Model, typed string) []string {
		return append(selectorWords(m, typed), policyWords(m, typed)...)
	})
}
