package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

func (a *app) mitigate() *cobra.Command {
	var policies []string
	var suggest bool
	cmd := &cobra.Command{
		Use:   "mitigate",
		Short: "The cheapest set of options under which the policies hold",
		Long: `Finds the cheapest set of the model's options under which its policies hold, for
each policy and for all, with the proof that no cheaper set does. It is exact for up
to 20 options that matter to the policies; of more it gives a bound. Without policies
it says what each sum of money buys. It ends with 0 also where no set does it: to
judge is what gate is for.

--suggest needs neither: it says which single requirement made redundant, or which
node that never fails, would save most users over all single failures.`,
		Example: `  meoktong mitigate
  meoktong mitigate --policy payments-within-four-hours
  meoktong mitigate --with option:kakao-second-tools
  meoktong mitigate --suggest`,
		Args: cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			if suggest && len(policies) > 0 {
				return usagef("--suggest asks about users, not about a policy: leave --policy out")
			}
			m, err := a.load()
			if err != nil {
				return err
			}
			if err := hasPolicies(m, policies); err != nil {
				return err
			}
			q := mitigate.Question{Policies: policies, After: a.flags.horizon(m), Lang: a.flags.lang, Version: Version}
			if suggest {
				return a.suggest(m, q)
			}
			stop := a.progress("looking for the cheapest options")
			defer stop()
			x, err := mitigate.Mitigate(m, q)
			if err != nil {
				return err
			}
			stop()
			a.noteUnloaded(x.LoadIgnored)
			return a.show(x, render.Mitigate{Answer: x, Lang: a.flags.lang})
		},
	}
	cmd.Flags().StringArrayVar(&policies, "policy", nil, "only this policy: its `id` (repeatable)")
	cmd.Flags().BoolVar(&suggest, "suggest", false, "which single change saves most, whatever the options")
	_ = cmd.RegisterFlagCompletionFunc("policy", a.completePolicies)
	return cmd
}

func (a *app) suggest(m *models.Model, q mitigate.Question) error {
	c, err := compile.Compile(m)
	if err != nil {
		return err
	}
	stop := a.progress("running every single failure")
	defer stop()
	s := mitigate.Suggest(c, q)
	stop()
	a.noteUnloaded(s.LoadIgnored)
	return a.show(s, render.Suggest{Answer: s, Lang: a.flags.lang})
}
