package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

func mitigateCommand() *command {
	var policies []string
	var suggest bool
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
			cmd.Flags().StringArrayVar(&policies, "policy", nil, "only this policy: its `id` (repeatable)")
			cmd.Flags().BoolVar(&suggest, "suggest", false, "which single change saves most, whatever the options")
			hint(cmd, "policy", hintPolicies())
		},
		run: func(r *run, _ []string) error {
			if suggest && len(policies) > 0 {
				return usagef("--suggest asks about users, not about a policy: leave --policy out")
			}
			m, err := r.load()
			if err != nil {
				return err
			}
			if err := hasPolicies(m, policies); err != nil {
				return err
			}
			q := mitigate.Question{Policies: policies, After: r.horizon(m), Lang: r.lang, Version: r.built.Tool.Version}
			if suggest {
				return r.suggest(m, q)
			}
			stop := r.progress("looking for the cheapest options")
			defer stop()
			x, err := mitigate.Mitigate(m, q)
			if err != nil {
				return err
			}
			stop()
			r.noteUnloaded(x.LoadIgnored)
			return r.answer(x, m)
		},
	}
}

func (r *run) suggest(m *models.Model, q mitigate.Question) error {
	c, err := compile.Compile(m)
	if err != nil {
		return err
	}
	stop := r.progress("running every single failure")
	defer stop()
	s := mitigate.Suggest(c, q)
	stop()
	r.noteUnloaded(s.LoadIgnored)
	return r.answer(s, m)
}
