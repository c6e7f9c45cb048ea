package mitigate

import (
	"iter"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cheapest"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/work/pace"
)

// The bounds of the search for what no option can mend, beside that of the sets that are
// run: sets that are looked at, and options that are not plain of which every set has its
// superposition asked.
const (
	maxSubsets = 1 << 20
	maxOthers  = 6
)

// caseKey says what failure does harm to which vertex: the same in every model that has
// both.
type caseKey struct{ node, failed string }

func keyOf(c *compile.Compiled, x *gate.Case) caseKey {
	return caseKey{c.Name(x.Node), strings.Join(x.Failed, "\x00")}
}

// breaking is what breaks a policy with one set of options.
type breaking map[caseKey]bool

func breaks(c *compile.Compiled, cases []gate.Case) breaking {
	out := breaking{}
	for i := range cases {
		out[keyOf(c, &cases[i])] = true
	}
	return out
}

// still says whether a failure, or a part of it, breaks the policy for a node: of a pair
// of which one alone does so the pair is not listed.
func (b breaking) still(k caseKey) bool {
	if b[k] {
		return true
	}
	failed := strings.Split(k.failed, "\x00")
	return len(failed) > 1 && slices.ContainsFunc(failed, func(id string) bool { return b[caseKey{k.node, id}] })
}

// mending is the search for what of one policy's violations no option can mend.
type mending struct {
	j        *judge
	p        int
	c        *compile.Compiled // of the model as it is
	verdict  *gate.Verdict     // likewise
	open     []int             // violations, by position, of which it is not known
	proved   []int
	left     int // sets that may yet be run
	looked   int
	complete bool // every set that could matter to what is open has been run
	tried    map[cheapest.Set]bool
}

// unmendable finds which violations of a policy stand whatever options are taken. First
// superpositions are asked, which know what is certain; then sets are run, the largest
// first, of those options that make a difference to the node that is hit. The error is
// the context's, or that of gate.
func (j *judge) unmendable(p int) (*result.Unmendable, error) {
	v, err := gate.Evaluate(j.ctx, j.c, j.policies[p], j.q.After, result.MaxViolations)
	if err != nil {
		return nil, err
	}
	m := &mending{j: j, p: p, c: j.c, verdict: v, tried: map[cheapest.Set]bool{0: true}, complete: v.Violated == len(v.Violations),
		left: runs(v.Scenarios)}
	for i := range v.Violations {
		m.open = append(m.open, i)
	}
	if err := m.prove(); err != nil {
		return nil, err
	}
	for len(m.open) > 0 {
		scope := m.scope(m.open[0])
		more, err := m.runAll(scope)
		if err != nil {
			return nil, err
		}
		m.complete = m.complete && more
		m.settle(scope)
	}
	return m.answer(), nil
}

// scope returns the options that can make a difference to what a violation hits.
func (m *mending) scope(i int) cheapest.Set {
	node := nodeOf(m.c.Name(m.verdict.Violations[i].Node))
	return (cheapest.Set(m.j.lessons[m.p].influence[node]) | m.j.lessons[m.p].always) & m.j.all()
}

// settle takes what no set of the options of a scope has mended for good.
func (m *mending) settle(scope cheapest.Set) {
	m.open = slices.DeleteFunc(m.open, func(i int) bool {
		if m.scope(i)&^scope != 0 {
			return false
		}
		m.proved = append(m.proved, i)
		return true
	})
}

// prove asks the superpositions what is broken whatever is taken.
func (m *mending) prove() error {
	others := m.j.depends[m.p] &^ m.j.plain
	if len(others.All()) > maxOthers {
		return nil
	}
	certain := make(map[int]bool, len(m.open))
	for _, i := range m.open {
		certain[i] = true
	}
	for set := range subsets(others) {
		if !m.j.together(set) {
			continue
		}
		g, err := m.j.ground(set)
		if err != nil || g == nil {
			return err
		}
		if !g.valid {
			continue
		}
		cases, err := g.certain(m.j.ctx, m.p)
		if err != nil {
			return err
		}
		b := breaks(g.c, cases)
		for i := range certain {
			if !b.still(keyOf(m.c, &m.verdict.Violations[i])) {
				delete(certain, i)
			}
		}
	}
	m.open = slices.DeleteFunc(m.open, func(i int) bool {
		if certain[i] {
			m.proved = append(m.proved, i)
		}
		return certain[i]
	})
	return nil
}

// runAll runs the sets of a scope's options until nothing of it is open, and strikes what
// they mend; false where it stopped at a bound.
func (m *mending) runAll(scope cheapest.Set) (bool, error) {
	over := pace.New(m.j.ctx)
	for set := range subsets(scope) {
		if over.Over() {
			return false, over.Err()
		}
		if !slices.ContainsFunc(m.open, func(i int) bool { return m.scope(i)&^scope == 0 }) {
			return true, nil
		}
		if m.looked++; m.looked > maxSubsets {
			return false, nil
		}
		if m.tried[set] || !m.j.together(set) {
			continue
		}
		if m.left--; m.left < 0 {
			return false, nil
		}
		m.tried[set] = true
		if err := m.strike(set); err != nil {
			return false, err
		}
	}
	return true, nil
}

// strike strikes out what a set mends.
func (m *mending) strike(set cheapest.Set) error {
	c, err := m.j.compiled(set)
	if c == nil {
		return err
	}
	v, err := gate.Evaluate(m.j.ctx, c, c.Model.Policy(m.j.policies[m.p].ID), m.j.q.After, result.MaxViolations)
	if err != nil {
		return err
	}
	if v.Violated > len(v.Violations) { // what is not listed may be broken
		m.complete = false
		return nil
	}
	b := breaks(c, v.Violations)
	m.open = slices.DeleteFunc(m.open, func(i int) bool { return !b.still(keyOf(m.c, &m.verdict.Violations[i])) })
	return nil
}

func (m *mending) answer() *result.Unmendable {
	slices.Sort(m.proved)
	out := &result.Unmendable{Count: len(m.proved), Exact: m.complete, Violations: []result.Outcome{}}
	for _, i := range m.proved[:min(len(m.proved), result.MaxUnmendable)] {
		out.Violations = append(out.Violations, gate.OutcomeOf(m.c, m.j.policies[m.p], &m.verdict.Violations[i]))
	}
	return out
}

// together says whether no two of a set exclude each other.
func (j *judge) together(set cheapest.Set) bool {
	all := set.All()
	for k, a := range all {
		if slices.ContainsFunc(all[:k], func(b int) bool { return j.exclusive(a, b) }) {
			return false
		}
	}
	return true
}

// subsets yields the subsets of a set, the largest first.
func subsets(of cheapest.Set) iter.Seq[cheapest.Set] {
	all := of.All()
	return func(yield func(cheapest.Set) bool) {
		var without func(set cheapest.Set, from, n int) bool
		without = func(set cheapest.Set, from, n int) bool {
			if n == 0 {
				return yield(set)
			}
			for k := from; k <= len(all)-n; k++ {
				if !without(set&^(1<<all[k]), k+1, n-1) {
					return false
				}
			}
			return true
		}
		for n := 0; n <= len(all) && without(of, 0, n); n++ {
		}
	}
}
