package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

func timelineCommand() *command {
	var q timeline.Question
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
			cmd.Flags().StringArrayVar(&q.Failed, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
			cmd.Flags().Var((*duration)(&q.For), "for", "how long it fails, as `85m` (default: for good)")
			trialFlags(cmd, &q.Trials)
			dpiFlag(cmd, &dpi)
			hint(cmd, "if", hintNodes())
		},
		run: func(r *run, args []string) error {
			if len(args) > 0 {
				q.Incident = args[0]
			}
			if err := r.checkTrials(q.Trials); err != nil {
				return err
			}
			if err := q.Check(); err != nil {
				return err
			}
			if err := r.checkDPI(dpi); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			r.noteTrials(q.Trials, c)
			t, err := r.simulate(c, q)
			if err != nil {
				return aboutNodes(err, c.Model)
			}
			if r.format.isPicture() {
				if err := r.finish(t, c.Model); err != nil {
					return err
				}
				return r.chart(picture.OfTimeline(c.Model, t, r.lang), draw.Options{DPI: dpi})
			}
			return r.answer(t, c.Model)
		},
	}
}

// simulate asks the question, with overlays of the model without them as well.
func (r *run) simulate(c *compile.Compiled, q timeline.Question) (*result.Timeline, error) {
	stop := r.progress("simulating")
	defer stop()
	if len(r.with) == 0 {
		return timeline.Ask(r.ctx, c, q)
	}
	base, err := r.base()
	if err != nil {
		return nil, err
	}
	_, none := question.Incident(c.Model, q.Incident)
	if _, before := question.Incident(base.Model, q.Incident); q.Incident != "" && none == nil && before != nil {
		r.note("the model without the overlay has no incident %s, and so there is nothing to compare with", q.Incident)
		return timeline.Ask(r.ctx, c, q)
	}
	t, err := timeline.Compare(r.ctx, c, base, q)
	if err != nil {
		return nil, err
	}
	result.Finish(t.Without, r.header(base.Model, "timeline", r.lang), r.lang)
	return t, nil
}
