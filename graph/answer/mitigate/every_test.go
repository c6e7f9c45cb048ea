package mitigate_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// taken is a set of options with what gate says of the model with them.
type taken struct {
	options []string
	cost    float64
	gate    *result.Gate
}

// everySet loads the model with every set of options, and asks gate; sets that exclude each
// other or make a circle are left out.
func everySet(t *testing.T, file string, options []string) (out []taken) {
	t.Helper()
	for s := range 1 << len(options) {
		x := taken{options: []string{}}
		var with []string
		for i, id := range options {
			if s&(1<<i) != 0 {
				x.options, with = append(x.options, id), append(with, "option:"+id)
			}
		}
		m, err := models.Load(models.Request{Path: file, With: with})
		if err != nil {
			continue
		}
		c, err := compile.Compile(m)
		if err != nil {
			continue
		}
		if x.gate, err = gate.Ask(t.Context(), c, gate.Question{After: m.Horizon}); err != nil {
			t.Fatal(err)
		}
		for _, id := range x.options {
			x.cost += m.Option(id).Cost
		}
		out = append(out, x)
	}
	return out
}

// left counts the policies that are violated, and the violations.
func (x *taken) left() (policies, violations int) {
	for _, p := range x.gate.Policies {
		if !p.Holds {
			policies++
		}
		violations += p.Violated
	}
	return policies, violations
}

// harms says whether a failure, or a part of it, breaks a policy for a node.
func (x *taken) harms(policy string, v *result.Outcome) bool {
	i := slices.IndexFunc(x.gate.Policies, func(p result.Policy) bool { return p.ID == policy })
	return slices.ContainsFunc(x.gate.Policies[i].Violations, func(w result.Violation) bool {
		return w.Node == v.Node && !slices.ContainsFunc(w.Failed, func(id string) bool { return !slices.Contains(v.Failed, id) })
	})
}

// wide draws policies that protect everything against everything, so that options mend some
// violations and not others.
func wide(t *testing.T, rng *rand.Rand, doc func(*rand.Rand, gen.Size) oracle.Doc) (_ *models.Model, file string, options []string) {
	t.Helper()
	size := gen.RandomSize(rng)
	size.Recovery = 0.2
	k := newMaker(rng, doc(rng, size))
	k.wide = true
	return k.drawIn(t, 4)
}

// docs are documents to draw from, and in which what holds may rest on something's being down.
var docs = map[string]func(*rand.Rand, gen.Size) oracle.Doc{"plain": gen.Doc, "unless": fixture.Inhibited, "supply": func(rng *rand.Rand, size gen.Size) oracle.Doc {
	size.Cycles, size.Groups = 0.5, 0.3
	doc := gen.Doc(rng, size)
	gen.Flowing(rng, doc, 0.6)
	return doc
}}

// TestUnmendableAgainstAllSets compares the violations that no option can mend with those
// that every set of options leaves.
func TestUnmendableAgainstAllSets(t *testing.T) {
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) {
			some, none, cases := 0, 0, rounds.Of(t, 8, 200)
			for seed := range cases.Seeds() {
				m, file, options := wide(t, rand.New(rand.NewPCG(seed, 64)), doc)
				got, err := mitigate.Ask(t.Context(), compiled(t, m), mitigate.Question{After: m.Horizon})
				if err != nil {
					t.Fatalf("seed %d: %v", seed, err)
				}
				if !slices.ContainsFunc(got.Policies, func(p result.MitigatedPolicy) bool { return p.Unmendable != nil }) {
					continue
				}
				all := everySet(t, file, options)
				for i, p := range got.Policies {
					if p.Violated != all[0].gate.Policies[i].Violated || (p.Unmendable == nil) != p.Choice.Found {
						t.Fatalf("seed %d: %s: %+v, with %d violations", seed, p.ID, p, all[0].gate.Policies[i].Violated)
					}
					if p.Unmendable == nil {
						continue
					}
					want := stubborn(all, i)
					if got := spelled(p.Unmendable.Violations); !p.Unmendable.Exact || p.Unmendable.Count != len(want) || !slices.Equal(got, want) {
						t.Fatalf("seed %d: %s: %q, want %q\n%+v", seed, p.ID, got, want, p)
					}
					some, none = some+len(want), none+all[0].gate.Policies[i].Violated-len(want)
				}
			}
			t.Logf("%d cannot be mended, %d can be", some, none)
			if some < cases.Least(600) || none < cases.Least(150) {
				t.Error("the draw is too easy")
			}
		})
	}
}

// stubborn returns the violations of a policy that every set leaves.
func stubborn(all []taken, policy int) []string {
	out := []result.Outcome{}
	for _, v := range all[0].gate.Policies[policy].Violations {
		if !slices.ContainsFunc(all, func(x taken) bool { return !x.harms(v.Policy, &v.Outcome) }) {
			out = append(out, v.Outcome)
		}
	}
	return spelled(out[:min(len(out), result.MaxUnmendable)])
}

func spelled(list []result.Outcome) []string {
	out := []string{}
	for i := range list {
		out = append(out, list[i].Node+" by "+strings.Join(list[i].Failed, " and "))
	}
	return out
}

// TestBudgetAgainstAllSets compares what sums of money buy with every set that costs no
// more, and the order in which to buy with what each purchase leaves.
func TestBudgetAgainstAllSets(t *testing.T) {
	for name, doc := range docs {
		t.Run(name, func(t *testing.T) {
			bought, steps, cases := 0, 0, rounds.Of(t, 3, 200)
			for seed := range cases.Seeds() {
				rng := rand.New(rand.NewPCG(seed, 65))
				m, file, options := wide(t, rng, doc)
				c := compiled(t, m)
				all := everySet(t, file, options)
				for range 2 {
					budget := float64(rng.IntN(12))
					got, err := mitigate.Ask(t.Context(), c, mitigate.Question{After: m.Horizon, Budget: &budget})
					if err != nil {
						t.Fatalf("seed %d: %v", seed, err)
					}
					checkBought(t, seed, got.Budget, all)
					if len(got.Budget.Options) > 0 {
						bought++
					}
					steps += checkSteps(t, seed, got.Budget.Steps, got.Budget.Options, all) + checkSteps(t, seed, got.Steps, got.Choice.Options, all)
				}
			}
			t.Logf("%d times something was bought, in %d steps", bought, steps)
			if bought < cases.Least(150) || steps < cases.Least(200) {
				t.Error("the draw is too easy")
			}
		})
	}
}

func checkBought(t *testing.T, seed uint64, got *result.Bought, all []taken) {
	t.Helper()
	bestPolicies, bestViolations, bestCost := all[0].left3()
	for i := range all {
		p, v, cost := all[i].left3()
		if cost <= got.Budget && (p < bestPolicies || p == bestPolicies && (v < bestViolations || v == bestViolations && cost < bestCost)) {
			bestPolicies, bestViolations, bestCost = p, v, cost
		}
	}
	_, now := all[0].left()
	if len(got.Violated) != bestPolicies || *got.Left != bestViolations || got.Cost != bestCost || *got.Now != now || !got.Exact {
		t.Fatalf("seed %d: %+v (%d violations), want %d policies and %d violations left, for %v", seed, got, *got.Left, bestPolicies, bestViolations, bestCost)
	}
	i := slices.IndexFunc(all, func(x taken) bool { return slices.Equal(x.options, got.Options) })
	for _, p := range all[i].gate.Policies {
		if p.Holds != slices.Contains(got.Met, p.ID) || p.Holds == slices.Contains(got.Violated, p.ID) {
			t.Fatalf("seed %d: %+v, and %s holds: %v", seed, got, p.ID, p.Holds)
		}
	}
}

func (x *taken) left3() (policies, violations int, cost float64) {
	policies, violations = x.left()
	return policies, violations, x.cost
}

// checkSteps holds each step against gate: what it leaves, and that no other next step
// leaves less.
func checkSteps(t *testing.T, seed uint64, steps []result.Step, set []string, all []taken) int {
	t.Helper()
	if len(steps) != len(set) {
		t.Fatalf("seed %d: %d steps to %q", seed, len(steps), set)
	}
	of := func(options ...string) *taken {
		slices.Sort(options)
		i := slices.IndexFunc(all, func(x taken) bool { return slices.Equal(x.options, options) })
		if i < 0 {
			return nil
		}
		return &all[i]
	}
	var so []string
	for _, s := range steps {
		with := of(append(slices.Clone(so), s.Option)...)
		if with == nil != (s.Policies == nil) {
			t.Fatalf("seed %d: %+v after %q", seed, s, so)
		}
		if with != nil {
			p, v := with.left()
			if p != *s.Policies || v != *s.Violations || with.cost != s.Sum {
				t.Fatalf("seed %d: %+v after %q, want %d and %d", seed, s, so, p, v)
			}
			for _, other := range set {
				if x := of(append(slices.Clone(so), other)...); x != nil && !slices.Contains(so, other) {
					if a, b := x.left(); a < p || a == p && b < v {
						t.Fatalf("seed %d: after %q %s leaves less than %s", seed, so, other, s.Option)
					}
				}
			}
		}
		so = append(so, s.Option)
	}
	return len(steps)
}
