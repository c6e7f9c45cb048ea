package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/show"
	"github.com/meoktong/meoktong/graph/compile"
)

func showCommand() *command {
	return &command{
		use:     "show NODE",
		short:   "All that the model says of one node",
		example: `  meoktong show hospital-reception`,
		args:    cobra.ExactArgs(1),
		hints:   hintNodes(),
		takes:   asking &^ withHorizon,
		formats: tabular(),
		run: func(r *run, args []string) error {
			m, err := r.load()
			if err != nil {
				return err
			}
			x, err := show.Ask(r.ctx, &compile.Compiled{Model: m}, show.Question{Node: args[0]})
			if err != nil {
				return err
			}
			return r.answer(x, m)
		},
	}
}
