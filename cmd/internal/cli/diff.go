package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/compile"
)

func diffCommand() *command {
	return &command{
		use:   "diff OLD NEW",
		short: "What changed between two models, in structure and in impact",
		long: `Compares two models, each a file or a folder: what was added, removed and changed,
and what follows from it: single failures that cost more or fewer users, new single
points of failure, policies newly broken or newly holding. It is no failure if they
differ: the exit code is 0.

Overlays given with --with are taken on NEW alone, so that diff M M --with option:X
shows what an option does.`,
		example: `  meoktong diff main/model model
  meoktong diff main/model model --format markdown
  meoktong diff models/korea models/korea --with option:kakao-second-tools`,
		args:    cobra.ArbitraryArgs,
		takes:   asking&^withModel | withLoad,
		formats: tabular(),
		run: func(r *run, args []string) error {
			if len(args) != 2 {
				return usagef("diff takes two models: meoktong diff OLD NEW")
			}
			old, err := r.compileFrom(args[:1], nil)
			if err != nil {
				return err
			}
			new, err := r.compileFrom(args[1:], r.with)
			if err != nil {
				return err
			}
			return r.compare(old, new)
		},
	}
}

func (r *run) compare(old, new *compile.Compiled) error {
	stop := r.progress("running every single failure of both")
	defer stop()
	d, err := diff.Ask(r.ctx, old, new, diff.Question{After: r.horizon(new.Model)})
	if stop(); err != nil {
		return err
	}
	r.noteUnloaded(d.LoadIgnored)
	return r.answer(d, new.Model, old.Model)
}
