package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/compile"
)

// trialFlags adds the flags of a command that draws the model's ranges anew.
func trialFlags(cmd *cobra.Command, p *trials.Plan) {
	cmd.Flags().Int64Var(&p.Count, "trials", 0, "draw all ranges of the model anew in so many `trials`, and give percentiles")
	cmd.Flags().Uint64Var(&p.Seed, "seed", 1, "`seed` of the trials")
}

// checkTrials finds what is wrong with these flags.
func (r *run) checkTrials(p trials.Plan) error {
	switch {
	case r.given("trials") && p.Count <= 0:
		return question.OutOfRange{Field: trials.FieldTrials, Given: float64(p.Count), Least: 1, Most: trials.Most}
	case r.given("seed") && !r.given("trials"):
		return question.Needs{Field: trials.FieldSeed, Other: trials.FieldTrials}
	}
	return p.Check()
}

// noteTrials says that there was nothing to draw.
func (r *run) noteTrials(p trials.Plan, c *compile.Compiled) {
	if p.Count > 0 && len(c.Model.Facts()) == 0 {
		r.note("no figure of the model is a range: all trials are alike")
	}
}
