package cli

import (
	"errors"

	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/models"
)

func checkCommand() *command {
	return &command{
		use:   "check",
		short: "Whether the model is sound",
		long: `Reads the model and says all that is wrong with it, and what is doubtful: a node
that nothing needs and no one uses, a service without a sector, a fact without a
source, a group that one failure takes whole, a loop that cannot start again from
black. Errors end with exit code 4; warnings alone do not fail. For people what can
hurt stands first, and of many that are alike one, with their number; --json, CSV and
--format sarif (2.1.0) have each.`,
		example: `  meoktong check
  meoktong check -m my-model.toml --json`,
		takes:   asking &^ withHorizon,
		formats: append(tabular(), formatSARIF),
		run: func(r *run, _ []string) error {
			c, err := r.compile()
			var problems models.Problems
			if errors.As(err, &problems) && r.format != formatText {
				return r.answerInvalid(problems)
			}
			if err != nil {
				return err
			}
			stop := r.progress("looking for false redundancy")
			defer stop()
			x, err := check.Ask(r.ctx, c, check.Question{})
			if stop(); err != nil {
				return err
			}
			if err := r.answer(x, c.Model); err != nil {
				return err
			}
			if x.Wrong() {
				return errReported{exitInvalid}
			}
			return nil
		},
	}
}

// answerInvalid presents what is wrong with a model that could not be loaded.
func (r *run) answerInvalid(problems models.Problems) error {
	if err := r.answer(check.Invalid(problems), nil); err != nil {
		return err
	}
	return errReported{exitInvalid}
}
