package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/replay"
)

func replayCommand() *command {
	var q replay.Question
	return &command{
		use:   "replay [INCIDENT...]",
		args:  cobra.ArbitraryArgs,
		short: "How well the model reproduces recorded incidents",
		long: `Runs recorded incidents, all of them or those named, and holds the model against
what was observed: matched, missed (reported hit, predicted up), contradicted, or
not in the model. Each observation has a basis, which says what the model's answer
rests on; beside the model stands the naive one in which everything reachable goes
down. A score leads with what the model can speak of, then with what it predicted
from facts dated before the incident, and of that what decides: where the naive model
has another verdict. Exit code 3 if a scored observation is missed or contradicted.

With --leave-one-out each incident is scored once more without what is hindsight to
it: facts that are not dated before its day, or cite a source that it or one of its
observations cites. Nothing is put in their place. A node or population of which
nothing was known before goes; what still asks for it finds it up, since nothing
known can break it, and what was seen of it is not covered any more. A requirement
goes whole, an alternative that nobody knew of is none, a figure goes as if it were
not given. What an event names stays, by its name. The answer lists what
was taken, and of what is no longer right what it rested on. The exit code is that of
the score with all facts.`,
		example: `  meoktong replay kt-2021
  meoktong replay --leave-one-out`,
		hints:   hintIncidents(),
		takes:   asking &^ withHorizon,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().BoolVar(&q.LeaveOneOut, "leave-one-out", false, "score each incident without what is hindsight to it, too")
			trialFlags(cmd, &q.Trials)
		},
		run: func(r *run, args []string) error {
			if err := r.checkTrials(q.Trials); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			q.Incidents = args
			r.noteTrials(q.Trials, c)
			stop := r.progress("simulating")
			defer stop()
			x, err := replay.Ask(r.ctx, c, q)
			if err != nil {
				return err
			}
			stop()
			if err := r.answer(x, c.Model); err != nil {
				return err
			}
			if x.Failed() {
				return errReported{exitViolated}
			}
			return nil
		},
	}
}
