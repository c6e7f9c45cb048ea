package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/list"
	"github.com/meoktong/meoktong/graph/compile"
)

func listCommand() *command {
	return &command{
		use:   "list [SELECTOR...]",
		short: "What is in the model",
		example: `  meoktong list
  meoktong list sector:health
  meoktong list 'kt-*,!kind:service' --format csv`,
		args:    cobra.ArbitraryArgs,
		hints:   hintNodes(),
		takes:   asking &^ withHorizon,
		formats: tabular(),
		run: func(r *run, args []string) error {
			m, err := r.load()
			if err != nil {
				return err
			}
			x, err := list.Ask(r.ctx, &compile.Compiled{Model: m}, list.Question{Selectors: args})
			if err != nil {
				return err
			}
			return r.answer(x, m)
		},
	}
}
