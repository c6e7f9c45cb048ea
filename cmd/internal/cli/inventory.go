package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/inventory"
	"github.com/meoktong/meoktong/graph/answer/weakness"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

func listCommand() *command {
	return &command{
		use:   "list [SELECTOR...]",
		args:  cobra.ArbitraryArgs,
		short: "What is in the model",
		example: `  meoktong list
  meoktong list sector:health
  meoktong list 'kt-*,!kind:service' --format csv`,
		hints:   hintNodes(),
		takes:   asking &^ withHorizon,
		formats: tabular(),
		run: func(r *run, args []string) error {
			m, err := r.load()
			if err != nil {
				return err
			}
			if len(args) == 0 && len(m.Nodes) > 0 {
				args = []string{"*"}
			}
			var ids []string
			if len(args) > 0 {
				if ids, err = m.Select(strings.Join(args, ",")); err != nil {
					return err
				}
			}
			l := inventory.List(m, ids, r.lang, Version)
			return r.answer(l, m)
		},
	}
}

func (r *run) showNode(id string) error {
	m, err := r.load()
	if err != nil {
		return err
	}
	node, err := oneNode(m, "node", id) // a part is shown with its service
	if err != nil {
		return err
	}
	s := inventory.Show(m, node, r.lang, Version)
	return r.answer(s, m)
}

func showCommand() *command {
	return &command{
		use:     "show NODE",
		short:   "All that the model says of one node",
		example: `  meoktong show hospital-reception`,
		args:    cobra.ExactArgs(1),
		hints:   hintNodes(),
		takes:   asking &^ withHorizon,
		formats: tabular(),
		run:     func(r *run, args []string) error { return r.showNode(args[0]) },
	}
}

func checkCommand() *command {
	return &command{
		use:   "check",
		short: "Whether the model is sound",
		long: `Reads the model and says all that is wrong with it, and what is doubtful: a node
that nothing needs and no one uses, a service without a sector, a fact without a
source, a group that one failure takes whole, a loop that cannot start again from
black. Errors end with exit code 4; warnings alone do not fail.`,
		example: `  meoktong check
  meoktong check -m my-model.toml --json`,

		takes:   asking &^ withHorizon,
		formats: tabular(),
		run: func(r *run, _ []string) error {
			m, err := r.load()
			var problems models.Problems
			if errors.As(err, &problems) && r.format != formatText {
				c := inventory.Check(nil, problems, r.lang, Version)
				if err := r.answer(c, nil); err != nil {
					return err
				}
				return errReported{exitInvalid}
			}
			if err != nil {
				return err
			}
			compiled, err := compile.Compile(m)
			if err != nil {
				return err
			}
			stop := r.progress("looking for false redundancy")
			defer stop()
			redundancy, start := weakness.FalseRedundancy(compiled), weakness.ColdStart(compiled)
			stop()
			c := inventory.Check(m, m.Warnings(weakness.Warnings(redundancy, start)...), r.lang, Version)
			c.FalseRedundancy, c.ColdStart = redundancy, start
			return r.answer(c, m)
		},
	}
}
