package cli

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/compile"
)

func mitigateCommand() *command {
	var q mitigate.Question
	var single bool
	var budget string
	return &command{
		use:   "mitigate",
		short: "The cheapest set of options under which the policies hold",
		long: `Finds the cheapest set of the model's options under which its policies hold, for
each policy and for all, with the proof that no cheaper set does, the order in which to
take them, and the violations that no option can mend. It is exact for up
to 20 options that matter to the policies; of more it gives a bound. Without policies
it says what each sum of money buys. It ends with 0 also where no set does it: to
judge is what gate is for.

--budget asks what a sum of money buys besides: the set within it that leaves the
fewest policies violated, then the fewest violations, then the cheapest.

--suggest needs neither: it says which single requirement made redundant, or which
node that never fails, would save most users over all single failures.`,
		example: `  meoktong mitigate
  meoktong mitigate --policy payments-within-four-hours
  meoktong mitigate --budget 30_000_000_000
  meoktong mitigate --with option:kakao-second-tools
  meoktong mitigate --suggest`,

		takes:   asking | withLoad,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&q.Policies, "policy", nil, "only this policy: its `id` (repeatable)")
			cmd.Flags().BoolVar(&single, "suggest", false, "which single change saves most, whatever the options")
			cmd.Flags().StringVar(&budget, "budget", "", "what this `sum` of the model's currency buys, too")
			hint(cmd, "policy", hintPolicies())
		},
		run: func(r *run, _ []string) error {
			if single && len(q.Policies) > 0 {
				return usagef("--suggest asks about users, not about a policy: leave --policy out")
			}
			if single && budget != "" {
				return usagef("--suggest knows no costs: leave --budget out")
			}
			if err := spending(&q, budget); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			q.After = r.horizon(c.Model)
			if single {
				return r.suggest(c, suggest.Question{After: q.After})
			}
			stop := r.progress("looking for the cheapest options")
			defer stop()
			x, err := mitigate.Ask(r.ctx, c, q)
			if stop(); err != nil {
				return err
			}
			r.noteUnloaded(x.LoadIgnored)
			return r.answer(x, c.Model)
		},
	}
}

// spending takes a sum of money as it is written: 30000000000, 30_000_000_000 or 3e10.
func spending(q *mitigate.Question, budget string) error {
	if budget == "" {
		return nil
	}
	sum, err := strconv.ParseFloat(strings.NewReplacer("_", "", ",", "").Replace(budget), 64)
	if err != nil {
		return usagef("--budget %s: it takes a sum of money, such as 30_000_000", budget)
	}
	q.Budget = &sum
	return q.Check()
}

func (r *run) suggest(c *compile.Compiled, q suggest.Question) error {
	stop := r.progress("running every single failure")
	defer stop()
	s, err := suggest.Ask(r.ctx, c, q)
	if stop(); err != nil {
		return err
	}
	r.noteUnloaded(s.LoadIgnored)
	return r.answer(s, c.Model)
}
