package cli

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/dependability"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/faulttree/cutset"
	"github.com/meoktong/meoktong/models"
)

func cutSetsCommand() *command {
	var level string
	var against []string
	q := dependability.CutSetQuestion{}
	return &command{
		use:   "cutsets NODE",
		short: "The minimal sets of failures that take NODE down",
		long: `The minimal cut sets of NODE, a node or a part of a service: sets of nodes whose
failure takes it down, and none of whose smaller sets does. NODE itself is in
none of them, and neither are parts and groupings (fails = false).

Where there are too many to find, all of one node are found, all of two, and so
on as far as it goes; the answer says how far (truncated, complete_to).`,
		example: `  meoktong cutsets pos-terminals --order 2
  meoktong cutsets pos-terminals@kt-internet --against kind:carrier
  meoktong cutsets egov --level degraded --count-only --json`,
		args:    cobra.ExactArgs(1),
		hints:   hintNodes(),
		takes:   asking,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().IntVar(&q.Order, "order", 0, "only sets of at most so many `nodes`")
			cmd.Flags().StringArrayVar(&against, "against", nil, "what may fail: a `selector` (repeatable; default: every node)")
			cmd.Flags().BoolVar(&q.CountOnly, "count-only", false, "how many there are, without listing them")
			levelFlag(cmd, &level)
			hint(cmd, "against", hintNodes())
		},
		run: func(r *run, args []string) error {
			if !r.given("order") {
				q.Order = cutset.Unbounded
			} else if q.Order < 1 {
				return usagef("--order %d: a set has at least one node", q.Order)
			}
			c, err := r.dependable(level, &q.Question)
			if err != nil {
				return err
			}
			if q.Node, err = oneRef(c.Model, "node", args[0]); err != nil {
				return err
			}
			if q.Against, err = nodesOnly(c.Model, against); err != nil {
				return err
			}
			stop := r.progress("finding cut sets")
			defer stop()
			x, err := dependability.CutSets(r.ctx, c, q)
			if stop(); err != nil {
				return err
			}
			return r.answer(x, c.Model)
		},
	}
}

func availabilityCommand() *command {
	var level string
	q := dependability.AvailabilityQuestion{}
	return &command{
		use:   "availability [NODE...]",
		args:  cobra.ArbitraryArgs,
		short: "Exact availability, expected downtime and lost user-hours a year",
		long: `The probability that a node is not down, exactly, from the availability, or mtbf
and mttr, of all that it needs. Over the parts of a service it is weighted by
share. A NODE may be any selector; without one, every node is asked.

What is too large to compute is estimated by random trials, with an interval
("exact": false); --trials asks for that. The same seed gives the same answer.`,
		example: `  meoktong availability -m my-model.toml
  meoktong availability pos-terminals --importance
  meoktong availability sector:health --level degraded --json`,
		hints:   hintNodes(),
		takes:   asking,
		formats: tabular(),
		flags: func(cmd *cobra.Command) {
			cmd.Flags().BoolVar(&q.Importance, "importance", false, "how much each node matters: Birnbaum, criticality, Fussell-Vesely, RAW, RRW")
			cmd.Flags().Int64Var(&q.Trials, "trials", 0, "estimate by so many random `trials`, in place of the exact answer")
			cmd.Flags().Uint64Var(&q.Seed, "seed", 1, "`seed` of the trials")
			levelFlag(cmd, &level)
		},
		run: func(r *run, args []string) error {
			if q.Trials < 0 || r.given("trials") && q.Trials == 0 {
				return usagef("--trials %d: it takes at least one", q.Trials)
			}
			c, err := r.dependable(level, &q.Question)
			if err != nil {
				return err
			}
			if len(args) == 0 && len(c.Model.Nodes) > 0 {
				args = []string{"*"}
			}
			if len(args) > 0 {
				if q.Nodes, err = c.Model.Select(strings.Join(args, ",")); err != nil {
					return err
				}
			}
			if !slices.ContainsFunc(c.Model.Nodes, func(n models.Node) bool { return n.Chance != nil }) {
				r.note("no node of the model has an availability: none ever fails of itself")
			}
			stop := r.progress("computing availability")
			defer stop()
			x, err := dependability.Availability(r.ctx, c, q)
			if stop(); err != nil {
				return err
			}
			return r.answer(x, c.Model)
		},
	}
}

func levelFlag(cmd *cobra.Command, level *string) {
	cmd.Flags().StringVar(level, "level", "down", "which `level` counts as failed: down, or degraded for anything below up")
	hint(cmd, "level", fixed([]string{"down", "degraded"}))
}

// dependable compiles the model and fills in what both questions share.
func (r *run) dependable(level string, q *dependability.Question) (*compile.Compiled, error) {
	switch level {
	case "down":
		q.Level = graph.Down
	case "degraded":
		q.Level = graph.Degraded
	default:
		return nil, usagef("--level %q: it takes down or degraded", level)
	}
	c, err := r.compile()
	if err != nil {
		return nil, err
	}
	q.After, q.Lang, q.Version, q.Budget = r.horizon(c.Model), r.lang, Version, cutset.DefaultBudget
	r.noteUnloaded(c.HasLoad())
	return c, nil
}

// nodesOnly resolves what may fail; nil for everything.
func nodesOnly(m *models.Model, selectors []string) ([]string, error) {
	if len(selectors) == 0 {
		return nil, nil
	}
	ids, err := failures(m, selectors)
	if err != nil {
		return nil, err
	}
	if i := slices.IndexFunc(ids, func(id string) bool { return strings.Contains(id, "@") }); i >= 0 {
		return nil, usagef("--against %s: a cut set is of nodes, never of parts", ids[i])
	}
	return ids, nil
}
