package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/compile"
)

func (a *app) diff() *cobra.Command {
	return &cobra.Command{
		Use:   "diff OLD NEW",
		Short: "What changed between two models, in structure and in impact",
		Long: `Compares two models, each a file or a folder: what was added, removed and changed,
and what follows from it: single failures that cost more or fewer users, new single
points of failure, policies newly broken or newly holding. It is no failure if they
differ: the exit code is 0.

Overlays given with --with are taken on NEW alone, so that diff M M --with option:X
shows what an option does.`,
		Example: `  meoktong diff main/model model
  meoktong diff main/model model --format markdown
  meoktong diff models/korea models/korea --with option:kakao-second-tools`,
		Args: cobra.ArbitraryArgs,
		RunE: func(_ *cobra.Command, args []string) error {
			if len(args) != 2 {
				return usagef("diff takes two models: meoktong diff OLD NEW")
			}
			if a.flags.model != "" {
				return usagef("diff takes two models, and no --model: meoktong diff OLD NEW")
			}
			with := a.flags.with
			a.flags.model, a.flags.with = args[0], nil
			old, err := a.compile()
			if err != nil {
				return err
			}
			a.flags.model, a.flags.with = args[1], with
			new, err := a.compile()
			if err != nil {
				return err
			}
			return a.compare(old, new)
		},
	}
}

func (a *app) compare(old, new *compile.Compiled) error {
	stop := a.progress("running every single failure of both")
	defer stop()
	d, err := diff.Compare(old, new, diff.Question{After: a.flags.horizon(new.Model), Lang: a.flags.lang, Version: Version})
	if err != nil {
		return err
	}
	stop()
	a.noteUnloaded(d.LoadIgnored)
	return a.show(d, render.Diff{Answer: d, Lang: a.flags.lang})
}
