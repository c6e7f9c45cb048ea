package cli

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/answer/list"
	"github.com/meoktong/meoktong/graph/answer/show"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
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
		RunE: func(cmd *cobra.Command, args []string) error {
			m, err := a.load()
			if err != nil {
				return err
			}
			l, err := list.Ask(cmd.Context(), &compile.Compiled{Model: m}, list.Question{Selectors: args})
			if err != nil {
				return err
			}
			a.finish(l, m, "list")
			return a.show(l, render.List{Answer: l, Lang: a.flags.lang})
		},
	}
}

func (a *app) showNode(ctx context.Context, node string) error {
	m, err := a.load()
	if err != nil {
		return err
	}
	s, err := show.Ask(ctx, &compile.Compiled{Model: m}, show.Question{Node: node})
	if err != nil {
		return notOne("show", err)
	}
	a.finish(s, m, "show")
	return a.show(s, render.Show{Answer: s, Lang: a.flags.lang})
}

func (a *app) showCommand() *cobra.Command {
	return &cobra.Command{
		Use:               "show NODE",
		Short:             "All that the model says of one node",
		Example:           `  meoktong show hospital-reception`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeNodes,
		RunE:              func(cmd *cobra.Command, args []string) error { return a.showNode(cmd.Context(), args[0]) },
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
		RunE: func(cmd *cobra.Command, _ []string) error {
			m, err := a.load()
			var problems models.Problems
			if errors.As(err, &problems) && a.flags.format != "text" {
				return a.showInvalid(problems)
			}
			if err != nil {
				return err
			}
			c, err := compile.Compile(m)
			if err != nil {
				return err
			}
			stop := a.progress("looking for false redundancy")
			defer stop()
			answer, err := check.Ask(cmd.Context(), c, check.Question{})
			stop()
			if err != nil {
				return interrupted(err)
			}
			a.finish(answer, m, "check")
			return a.show(answer, render.Check{Answer: answer, Lang: a.flags.lang})
		},
	}
}

// showInvalid presents what is wrong with a model that could not be loaded.
func (a *app) showInvalid(problems models.Problems) error {
	answer := check.Invalid(problems)
	result.Finish(answer, header(&models.Model{}, "check", a.flags.lang), a.flags.lang)
	if err := a.show(answer, render.Check{Answer: answer, Lang: a.flags.lang}); err != nil {
		return err
	}
	return errReported{exitInvalid}
}
