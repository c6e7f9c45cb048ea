package cli

import (
	"errors"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func whatIfCommand() *command {
	var q whatif.Question
	var demands []string
	return &command{
		use:   "whatif SELECTOR...",
		short: "Which nodes, users and sectors fail if these all fail at once",
		long: `Which nodes, users and sectors fail if these all fail at once, seen at one moment
after the failures, the horizon (--after).

A SELECTOR is a node (kt-backbone), a part of a service (pos-terminals@kt-internet),
a pattern ('kt-*'), or kind:, operator:, vendor:, site:, region:, sector: or tag:
with a value. A comma unites, ! in front takes away. A name does for an id, in either
language, if it is one node's.

Where the model has demand and capacity, load is part of the answer: what is over
its capacity trips, sheds or degrades, and spills over. --demand gives a service
another demand, with or without a failure.`,
		example: `  meoktong whatif kt-backbone
  meoktong whatif skcc-pangyo --after 12h --lang ko
  meoktong whatif 'kind:carrier,!skt-mobile' --json
  meoktong whatif --demand yeominjeon-charge=500`,
		args:    cobra.ArbitraryArgs,
		hints:   hintNodes(),
		takes:   asking | withLoad,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().BoolVar(&q.All, "all", false, "every node, not only those that change")
			trialFlags(cmd, &q.Trials)
			cmd.Flags().StringArrayVar(&demands, "demand", nil, "another demand: `service=amount`, in the model's unit (repeatable)")
		},
		run: func(r *run, args []string) error {
			var err error
			if q.Demand, err = demandsOf(demands); err != nil {
				return err
			}
			if q.Failed = args; r.noLoad && len(demands) > 0 {
				return usagef("--demand and --no-load exclude each other")
			}
			if err = r.checkTrials(q.Trials); err != nil {
				return err
			}
			if err = q.Check(); err != nil {
				return err
			}
			c, err := r.compile()
			if err != nil {
				return err
			}
			q.After = r.horizon(c.Model)
			r.noteUnloaded(c.LeavesOutLoad())
			r.noteTrials(q.Trials, c)
			w, err := whatif.Ask(r.ctx, c, q)
			if err != nil {
				return demandError(err, demands)
			}
			if len(demands) == 0 {
				w.Draw = r.drawCommand(args)
			}
			return r.answer(w, c.Model)
		},
	}
}

// demandsOf reads demands written as service=amount.
func demandsOf(written []string) (map[string]float64, error) {
	if len(written) == 0 {
		return nil, nil
	}
	out := map[string]float64{}
	for _, w := range written {
		id, text, ok := strings.Cut(w, "=")
		amount, err := strconv.ParseFloat(strings.ReplaceAll(text, "_", ""), 64)
		switch _, twice := out[id]; {
		case !ok || err != nil:
			return nil, usagef("--demand %q: it is written like yeominjeon-charge=500, with a number from 0 to %g", w, float64(models.MaxNumber))
		case twice:
			return nil, usagef("--demand names %q twice", id)
		}
		out[id] = amount
	}
	return out, nil
}

// demandError words what is wrong with a demand, as it was written.
func demandError(err error, written []string) error {
	given := func(id string) string {
		return written[slices.IndexFunc(written, func(w string) bool { return strings.HasPrefix(w, id+"=") })]
	}
	var several question.NotOne
	var kind question.WrongKind
	switch {
	case errors.As(err, &several):
		return usagef("--demand %q: name one service", given(several.Given))
	case errors.As(err, &kind) && kind.Kind == "part":
		return usagef("--demand %q: name one service", given(kind.Given))
	case errors.As(err, &kind):
		return usagef("--demand %s: users ask services, and %q is of kind %s", given(kind.Given), kind.Given, kind.Kind)
	}
	return err
}

// drawCommand returns the command that draws what was asked.
func (r *run) drawCommand(args []string) string {
	return r.pictureCommand(result.Command{"draw", "--if", strings.Join(args, ",")}, args)
}

// pictureCommand returns a command with the run's flags and a picture as its
// output: a file named after some words of the question.
func (r *run) pictureCommand(ask result.Command, file []string) string {
	for _, m := range r.models {
		ask = ask.Flag("-m", m)
	}
	for _, w := range r.with {
		ask = ask.Flag("--with", w)
	}
	ask = ask.Flag("--asof", r.asof).Flag("--after", r.after)
	if r.noLoad {
		ask = append(ask, "--no-load")
	}
	if r.lang != "en" {
		ask = ask.Flag("--lang", r.lang)
	}
	return ask.Flag("-o", fileFor(file)).String()
}

// fileFor proposes a file name for a picture.
func fileFor(args []string) string {
	name := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '-' {
			return r
		}
		return '-'
	}, strings.Join(args, "-"))
	name = strings.Trim(name, "-")
	if name == "" { // what was asked has another script
		name = "picture"
	}
	name = name[:min(len(name), 60)] + ".svg"
	if info, err := os.Stat("out"); err == nil && info.IsDir() {
		return "out/" + name
	}
	return name
}
