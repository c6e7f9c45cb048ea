package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/result"
)

func gateCommand() *command {
	var q gate.Question
	var baseline string
	return &command{
		use:   "gate",
		short: "Whether the policies hold (for CI)",
		long: `Runs every failure that the model's policies name, and says of each policy
whether it holds, what is the worst case, and which requirement is to blame. Exit
code 3 if a policy is violated. Beside the formats of every command there are
--format junit and --format sarif (2.1.0).

--baseline accepts the violations that an earlier answer (gate --json) has as well
and no milder, and reports those that are gone.`,
		example: `  meoktong gate
  meoktong gate --policy payments-within-four-hours
  meoktong gate --json > baseline.json
  meoktong gate --baseline baseline.json --format sarif -o gate.sarif`,

		takes:   asking | withLoad,
		formats: append(tabular(), formatJUnit, formatSARIF),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&q.Policies, "policy", nil, "only this policy: its `id` (repeatable)")
			cmd.Flags().StringVar(&baseline, "baseline", "", "accept the violations of this `file`, an earlier gate --json")
			hint(cmd, "policy", hintPolicies())
		},
		run: func(r *run, _ []string) error {
			g, err := r.askGate(q, baseline)
			if err != nil {
				return err
			}
			if err := r.present(g); err != nil {
				return err
			}
			if g.New() > 0 {
				return errReported{exitViolated}
			}
			return nil
		},
	}
}

func (r *run) askGate(q gate.Question, baseline string) (*result.Gate, error) {
	if baseline != "" {
		var err error
		if q.Baseline, err = readBaseline(baseline); err != nil {
			return nil, err
		}
	}
	c, err := r.compile()
	if err != nil {
		return nil, err
	}
	q.After = r.horizon(c.Model)
	stop := r.progress("running the failures that the policies name")
	defer stop()
	g, err := gate.Ask(r.ctx, c, q)
	if stop(); err != nil {
		return nil, err
	}
	if len(c.Model.Policies) == 0 {
		r.note("the model has no policies, so there is nothing that could be violated")
	}
	r.noteUnloaded(c.LeavesOutLoad())
	return g, r.finish(g, c.Model)
}

// readBaseline reads an earlier answer of gate.
func readBaseline(name string) (*result.Gate, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("--baseline %s cannot be read: there is no such file, or it is not readable", name)
	}
	defer file.Close()
	saved, err := result.Read(file)
	g, ok := saved.(*result.Gate)
	if err != nil || !ok {
		return nil, usagef("--baseline %s is no answer of gate: write one with meoktong gate --json", name)
	}
	return g, nil
}
