package cli

import (
	"fmt"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func timelineCommand() *command {
	var selectors []string
	var lasts string
	var dpi int
	return &command{
		use:   "timeline [INCIDENT]",
		short: "Who is out from when to when, and the order of recovery",
		long: `Simulates a recorded incident of the model, or a failure that lasts for a time:
hold-up, fail-over, recovery and load. Unlike whatif it adds delays up along a chain.
With -o FILE.svg or FILE.png it draws a chart. With an overlay it shows before and after.`,
		example: `  meoktong timeline kt-2021
  meoktong timeline kakao-2022 --lang ko -o kakao.svg
  meoktong timeline kakao-2022 --with variant:kakao-second-tools
  meoktong timeline --if kt-backbone --for 85m`,
		args:    cobra.MaximumNArgs(1),
		hints:   hintIncidents(),
		takes:   asking &^ withHorizon,
		formats: append(tabular(), charts()...),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&selectors, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
			cmd.Flags().StringVar(&lasts, "for", "", "how long it fails, as `85m` (default: for good)")
			dpiFlag(cmd, &dpi)
			hint(cmd, "if", hintNodes())
		},
		run: func(r *run, args []string) error {
			q, err := timelineQuestion(args, selectors, lasts)
			if err != nil {
				return err
			}
			if err := r.checkDPI(dpi); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			t, err := r.simulate(c, q, args, selectors)
			if err != nil {
				return err
			}
			if len(r.with) > 0 {
				if t.Without, err = r.without(q, args, selectors); err != nil {
					return err
				}
			}
			if r.format.isPicture() {
				result.Finish(t, r.header(c.Model, "timeline", r.lang), r.lang)
				return r.chart(picture.OfTimeline(c.Model, t, r.lang), draw.Options{DPI: dpi})
			}
			return r.answer(t, c.Model)
		},
	}
}

// simulate asks the question of one model.
func (r *run) simulate(c *compile.Compiled, q timeline.Question, args, selectors []string) (t *result.Timeline, err error) {
	if len(args) > 0 {
		q.Incident, err = incident(c.Model, args[0])
	} else {
		q.Failed, err = failures(c.Model, selectors)
	}
	if err != nil {
		return nil, err
	}
	q.Lang, q.Version = r.lang, r.built.Tool.Version
	stop := r.progress("simulating")
	defer stop()
	return timeline.Timeline(c, q)
}

// without asks the same of the model as it is without the overlays.
func (r *run) without(q timeline.Question, args, selectors []string) (*result.Timeline, error) {
	c, err := r.base()
	if err != nil {
		return nil, err
	}
	return r.simulate(c, q, args, selectors)
}

// timelineQuestion checks how the question was put.
func timelineQuestion(args, selectors []string, lasts string) (q timeline.Question, err error) {
	switch {
	case len(args) > 0 && (len(selectors) > 0 || lasts != ""):
		return q, usagef("timeline takes an incident, or --if with --for, not both")
	case len(args) == 0 && len(selectors) == 0:
		return q, usagef("timeline takes an incident, or --if SELECTOR --for 85m")
	}
	if lasts != "" {
		if q.For, err = models.ParseDuration(lasts); err != nil {
			return q, usagef("--for %q: %v", lasts, err)
		}
		if q.For < time.Second {
			return q, usagef("--for %q: a failure lasts a second at least", lasts)
		}
	}
	return q, nil
}

// incident finds an incident by its id.
func incident(m *models.Model, id string) (*models.Incident, error) {
	i := slices.IndexFunc(m.Incidents, func(in models.Incident) bool { return in.ID == id })
	if i < 0 {
		return nil, &models.NameError{Message: fmt.Sprintf("the model has no incident %q", id), Hint: incidentHint(m)}
	}
	return &m.Incidents[i], nil
}

func incidentHint(m *models.Model) string {
	if len(m.Incidents) == 0 {
		return "it records none; ask with --if SELECTOR --for 85m"
	}
	hint := "it has"
	for _, in := range m.Incidents {
		hint += " " + in.ID
	}
	return hint
}
