package cli

import (
	"slices"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/models"
)

func (a *app) replay() *cobra.Command {
	return &cobra.Command{
		Use:   "replay [INCIDENT...]",
		Short: "How well the model reproduces recorded incidents",
		Long: `Runs recorded incidents, all of them or those named, and holds the model against
what was observed: matched, missed (reported hit, predicted up) or contradicted.
Each observation has a basis, which says what the model's answer rests on; beside
the model stands the naive one in which everything reachable goes down. Exit
code 3 if a scored observation is missed or contradicted.`,
		Example:           `  meoktong replay kt-2021`,
		ValidArgsFunction: a.completeIncidents,
		RunE: func(_ *cobra.Command, args []string) error {
			c, err := a.compile()
			if err != nil {
				return err
			}
			var incidents []*models.Incident
			for i := range c.Model.Incidents {
				if len(args) == 0 {
					incidents = append(incidents, &c.Model.Incidents[i])
				}
			}
			for _, id := range args {
				in, err := incident(c.Model, id)
				if err != nil {
					return err
				}
				if !slices.Contains(incidents, in) { // or it would count twice
					incidents = append(incidents, in)
				}
			}
			r, err := replay.Run(c, incidents, a.flags.lang, Version)
			if err != nil {
				return err
			}
			if err := a.show(r, render.Replay{Answer: r, Lang: a.flags.lang}); err != nil {
				return err
			}
			if r.Failed() {
				return errReported{exitViolated}
			}
			return nil
		},
	}
}
