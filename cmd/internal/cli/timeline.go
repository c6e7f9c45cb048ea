package cli

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func (a *app) timeline() *cobra.Command {
	var selectors []string
	var lasts string
	var dpi int
	cmd := &cobra.Command{
		Use:   "timeline [INCIDENT]",
		Short: "Who is out from when to when, and the order of recovery",
		Long: `Simulates a recorded incident of the model, or a failure that lasts for a time:
hold-up, fail-over, recovery and load. Unlike whatif it adds delays up along a chain.
With -o FILE.svg or FILE.png it draws a chart. With an overlay it shows before and after.`,
		Example: `  meoktong timeline kt-2021
  meoktong timeline kakao-2022 --lang ko -o kakao.svg
  meoktong timeline kakao-2022 --with variant:kakao-second-tools
  meoktong timeline --if kt-backbone --for 85m`,
		Args:              cobra.MaximumNArgs(1),
		ValidArgsFunction: a.completeIncidents,
		RunE: func(cmd *cobra.Command, args []string) error {
			q, err := timelineQuestion(args, selectors, lasts)
			if err != nil {
				return err
			}
			format, asChart, err := a.chartFormat(cmd, dpi)
			if err != nil {
				return err
			}
			c, err := a.compile()
			if err != nil {
				return err
			}
			t, err := a.simulate(c, q, args, selectors)
			if err != nil {
				return err
			}
			if len(a.flags.with) > 0 {
				if t.Without, err = a.without(q, args, selectors); err != nil {
					return err
				}
			}
			if asChart {
				return a.chart(c.Model, t, format, draw.Options{DPI: dpi})
			}
			return a.show(t, render.Timeline{Answer: t, Lang: a.flags.lang})
		},
	}
	cmd.Flags().StringArrayVar(&selectors, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
	cmd.Flags().StringVar(&lasts, "for", "", "how long it fails, as `85m` (default: for good)")
	cmd.Flags().IntVar(&dpi, "dpi", draw.DefaultDPI, fmt.Sprintf("resolution of a png in `dots` per inch, %d to %d", draw.MinDPI, draw.MaxDPI))
	_ = cmd.RegisterFlagCompletionFunc("if", a.completeNodes)
	return cmd
}

// chartFormat says whether -o asks for a picture, and for which; no format for
// text goes with one.
func (a *app) chartFormat(cmd *cobra.Command, dpi int) (format draw.Format, asked bool, err error) {
	if err := a.flags.check(); err != nil {
		return format, false, err
	}
	format, err = draw.ForFile(a.flags.output)
	asked = err == nil && format.HasCharts()
	switch {
	case !asked && cmd.Flags().Changed("dpi"):
		return format, false, usagef("--dpi is the resolution of a png, and -o names none")
	case !asked:
		return format, false, nil
	case a.flags.format != "text":
		return format, false, usagef("-o %s is a picture; --format and --json are for text", a.flags.output)
	}
	return format, true, checkDPI(cmd, format, dpi)
}

// chart draws the timeline into the file of -o.
func (a *app) chart(m *models.Model, t *result.Timeline, format draw.Format, opts draw.Options) error {
	chart := picture.OfTimeline(m, t, a.flags.lang)
	data, err := format.Chart(chart, opts)
	if err != nil {
		return err
	}
	return a.write(func(w io.Writer) error { _, err := w.Write(data); return err })
}

// simulate asks the question of one model.
func (a *app) simulate(c *compile.Compiled, q timeline.Question, args, selectors []string) (t *result.Timeline, err error) {
	if len(args) > 0 {
		q.Incident, err = incident(c.Model, args[0])
	} else {
		q.Failed, err = failures(c.Model, selectors)
	}
	if err != nil {
		return nil, err
	}
	q.Lang, q.Version = a.flags.lang, Version
	stop := a.progress("simulating")
	defer stop()
	return timeline.Timeline(c, q)
}

// without asks the same of the model as it is without the overlays.
func (a *app) without(q timeline.Question, args, selectors []string) (*result.Timeline, error) {
	c, err := a.base()
	if err != nil {
		return nil, err
	}
	return a.simulate(c, q, args, selectors)
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

// completeIncidents completes ids of incidents.
func (a *app) completeIncidents(_ *cobra.Command, _ []string, _ string) ([]string, cobra.ShellCompDirective) {
	a.flags.quiet = true
	m, err := a.load()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, in := range m.Incidents {
		out = append(out, in.ID)
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
