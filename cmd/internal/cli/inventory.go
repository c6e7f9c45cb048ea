package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/inventory"
	"github.com/meoktong/meoktong/graph/answer/weakness"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

func (a *app) list() *cobra.Command {
	return &cobra.Command{
		Use:   "list [SELECTOR...]",
		Short: "What is in the model",
		Example: `  meoktong list
  meoktong list sector:health
  meoktong list 'kt-*,!kind:service' --format csv`,
		ValidArgsFunction: a.completeNodes,
		RunE: func(_ *cobra.Command, args []string) error {
			m, err := a.load()
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
			l := inventory.List(m, ids, a.flags.lang, Version)
			return a.show(l, render.List{Answer: l, Lang: a.flags.lang})
		},
	}
}

func (a *app) showNode(id string) error {
	m, err := a.load()
	if err != nil {
		return err
	}
	node, err := oneNode(m, "show", id) // a part is shown with its service
	if err != nil {
		return err
	}
	s := inventory.Show(m, node, a.flags.lang, Version)
	return a.show(s, render.Show{Answer: s, Lang: a.flags.lang})
}

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "show NODE",
		Short:             "All that the model says of one node",
		Example:           `  meoktong show hospital-reception`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeNodes,
		RunE:              func(_ *cobra.Command, args []string) error { return a.showNode(args[0]) },
	}
}

func (a *app) check() *cobra.Command {
	return &cobra.Command{
		Use:   "check",
		Short: "Whether the model is sound",
		Long: `Reads the model and says all that is wrong with it, and what is doubtful: a node
that nothing needs and no one uses, a service without a sector, a fact without a
source, a group that one failure takes whole, a loop that cannot start again from
black. Errors end with exit code 4; warnings alone do not fail.`,
		Example: `  meoktong check
  meoktong check -m my-model.toml --json`,
		Args: cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			m, err := a.load()
			var problems models.Problems
			if errors.As(err, &problems) && a.flags.format != "text" {
				c := inventory.Check(nil, problems, a.flags.lang, Version)
				if err := a.show(c, render.Check{Answer: c, Lang: a.flags.lang}); err != nil {
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
			stop := a.progress("looking for false redundancy")
			defer stop()
			redundancy, start := weakness.FalseRedundancy(compiled), weakness.ColdStart(compiled)
			stop()
			c := inventory.Check(m, m.Warnings(weakness.Warnings(redundancy, start)...), a.flags.lang, Version)
			c.FalseRedundancy, c.ColdStart = redundancy, start
			return a.show(c, render.Check{Answer: c, Lang: a.flags.lang})
		},
	}
}
