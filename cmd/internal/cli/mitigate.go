package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/compile"
)

func mitigateCommand() *command {
	var q mitigate.Question
	var single bool
	return &command{
		use:   "mitigate",
		short: "The cheapest set of options under which the policies hold",
		long: `Finds the cheapest set of the model's options under which its policies hold, for
each policy and for all, with the proof that no cheaper set does. It is exact for up
to 20 options that matter to the policies; of more it gives a bound. Without policies
it says what each sum of money buys. It ends with 0 also where no set does it: to
judge is what gate is for.

--suggest needs neither: it says which single requirement made redundant, or which
node that never fails, would save most users over all single failures.`,
		example: `  meoktong mitigate
  meoktong mitigate --policy payments-within-four-hours
  meoktong mitigate --with option:kakao-second-tools
  meoktong mitigate --suggest`,

		takes:   asking,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&q.Policies, "policy", nil, "only this policy: its `id` (repeatable)")
			cmd.Flags().BoolVar(&single, "suggest", false, "which single change saves most, whatever the options")
			hint(cmd, "policy", hintPolicies())
		},
		run: func(r *run, _ []string) error {
			if single && len(q.Policies) > 0 {
				return usagef("--suggest asks about users, not about a policy: leave --policy out")
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
