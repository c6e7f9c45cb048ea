package cli

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/sensitivity"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func assumptionsCommand() *command {
	var before string
	var of sensitivity.Question
	var dpi int
	return &command{
		use:   "assumptions [NODE|POLICY]",
		short: "Which unverified facts the answers rest on",
		long: `Changes every fact that is assumed, each by itself, and says which answers flip: a
requirement is dropped, an alternative of it taken away, a share of users raised or
lowered by a fifth, a range put to both its ends. First comes what moves the most
predicted observations and findings.

The answers are whether policies hold; which sectors fail and how nodes fare by
every single failure; the cheapest options; what comes back from black; false
redundancy; the verdicts on recorded incidents; and the three worst failures. With a
NODE or a POLICY only its own are looked at.

With --if or --during it says how far one figure moves with each of these facts, the
widest first; -o FILE.svg or FILE.png draws that as a tornado chart. The figure is
users (users down), share, services, sectors or nodes at the horizon, or with --for or
--during user-hours or outage; of NODE: users or share, user-hours or outage. --trials
adds how much of its spread each range explains: Sobol's indices, with intervals.

--unverified-before counts older facts as unverified, too; a fact without a date has
that of the source it cites, else the model's.`,
		example: `  meoktong assumptions
  meoktong assumptions payments-within-four-hours
  meoktong assumptions emergency-119 --lang ko
  meoktong assumptions --if kt-backbone -o tornado.svg
  meoktong assumptions kakaotalk-text --during kakao-2022 --trials 100
  meoktong assumptions --unverified-before 2023-01-01 -o assumptions.csv`,
		args:    cobra.MaximumNArgs(1),
		hints:   hintNodesAndPolicies(),
		takes:   asking,
		formats: append(tabular(), charts()...),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringVar(&before, "unverified-before", "", "facts older than this `date` count as unverified, too: 2023, 2023-09 or 2023-09-30")
			cmd.Flags().StringArrayVar(&of.Failed, "if", nil, "how far a figure moves if this fails: a `selector` as for whatif (repeatable)")
			cmd.Flags().Var((*duration)(&of.For), "for", "how long it fails, as `85m`, of a figure of the whole outage")
			cmd.Flags().StringVar(&of.Incident, "during", "", "how far a figure moves during this recorded `incident`")
			cmd.Flags().StringVar((*string)(&of.Of), "of", "", "the `figure`: "+strings.Join(sensitivity.Measures(), ", "))
			cmd.Flags().Int64Var(&of.Trials.Count, "trials", 0, "draw all ranges of the model in two times so many `trials`, and say how much of the spread each explains")
			cmd.Flags().Uint64Var(&of.Trials.Seed, "seed", 1, "`seed` of the trials")
			dpiFlag(cmd, &dpi)
			hint(cmd, "if", hintNodes())
			hint(cmd, "during", hintIncidents())
			hint(cmd, "of", cobra.FixedCompletions(sensitivity.Measures(), cobra.ShellCompDirectiveNoFileComp))
		},
		run: func(r *run, args []string) error {
			about := strings.Join(args, "")
			if of.Node, of.UnverifiedBefore = about, before; r.given("if") || r.given("during") {
				return r.sensitivity(of, dpi)
			}
			for _, flag := range []question.Field{"for", "of", "trials"} {
				if r.given(string(flag)) {
					return question.Missing{OneOf: []question.Field{sensitivity.FieldFailed, sensitivity.FieldIncident}}
				}
			}
			return r.assumptions(assumptions.Question{About: about, UnverifiedBefore: before})
		},
	}
}

// assumptions asks which facts the answers rest on.
func (r *run) assumptions(q assumptions.Question) error {
	if r.format.isPicture() {
		return usagef("-o %s: there is a chart of one figure only; name it with --if or --during", r.output)
	}
	if err := q.Check(); err != nil {
		return err
	}
	c, err := r.compile()
	if err != nil {
		return err
	}
	q.After = r.horizon(c.Model)
	stop := r.progress("changing what is unverified, one fact at a time")
	defer stop()
	x, err := assumptions.Ask(r.ctx, c, q)
	if stop(); err != nil {
		return err
	}
	if r.format == formatCSV && (x.Truncated || len(x.LeftOut) > 0) {
		r.note("the work is bounded: not every fact was changed, or not every answer looked at; the text says which")
	}
	return r.answer(x, c.Model)
}

// sensitivity asks how far a figure moves.
func (r *run) sensitivity(q sensitivity.Question, dpi int) error {
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
	q.After = r.horizon(c.Model)
	stop := r.progress("changing what is unverified, one fact at a time")
	defer stop()
	x, err := sensitivity.Ask(r.ctx, c, q)
	if stop(); err != nil {
		return aboutNodes(err, c.Model)
	}
	if r.format == formatCSV && x.Truncated {
		r.note("the work is bounded: not every fact was changed")
	}
	if r.format.isPicture() {
		if err := r.finish(x, c.Model); err != nil {
			return err
		}
		return r.tornado(picture.OfSensitivity(x, r.lang), draw.Options{DPI: dpi})
	}
	return r.answer(x, c.Model)
}

// tornado draws a tornado chart into the file of -o.
func (r *run) tornado(c result.Tornado, opts draw.Options) error {
	format, err := draw.ForName(string(r.format))
	if err != nil {
		return err
	}
	data, err := format.Tornado(c, opts)
	if err != nil {
		return err
	}
	return r.writeBytes(data)
}

// hintNodesAndPolicies completes what assumptions takes.
func hintNodesAndPolicies() cobra.CompletionFunc {
	return ofModel(func(m *models.Model, typed string) []string {
		return append(selectorWords(m, typed), policyWords(m, typed)...)
	})
}
