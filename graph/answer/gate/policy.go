package gate

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/models"
)

// Verdict is how one policy fares.
type Verdict struct {
	Policy     *models.Policy
	Scenarios  int     // how many failures it names
	Worst      *Case   // the worst of all, broken or not; nil where only own failures were named
	Violated   int     // how many cases break it
	Broken     []int32 // the protected vertices that some case breaks, ascending
	Violations []Case  // the first Limit of them, by failures and node
}

// Case is what one failure does to one protected node.
type Case struct {
	Failed []string // ids, sorted
	Node   int32    // the vertex that is protected
	Level  graph.Level
	Share  float64       // of its users down, 0 to 1; 0 for what is no service
	Outage time.Duration // the longest time down; 0 where the policy does not ask
	Breaks Breaks
}

// Endless is an outage that does not end.
const Endless = time.Duration(-1)

// Breaks are the parts of a policy that a case breaks.
type Breaks struct{ Worst, MaxShare, MaxOutage bool }

func (b Breaks) any() bool { return b.Worst || b.MaxShare || b.MaxOutage }

// MaxScenarios is how many failures a policy may name, pairs included.
const MaxScenarios = 100_000_000

// tolerance is the slack in comparing a sum of shares with a limit: shares such
// as 0.1 are not exact in binary.
const tolerance = 1e-9

// Evaluate runs every failure that a policy names, without load, and lists up to
// limit violations. Levels and shares are those at the horizon, outages those of
// a timeline; a service with parts is out as long as its worst part.
//
// A pair breaks a policy only where neither of the two alone does so for the
// same node. The cost is a cascade for each failure that can reach what is
// protected. With max_outage a timeline comes on top for each that could take
// something protected down if nothing held up and nothing switched; for a pair,
// where the two can touch something in common.
func Evaluate(c *compile.Compiled, p *models.Policy, horizon time.Duration, limit int) (*Verdict, error) {
	protect, err := c.Model.Select(p.Protect)
	if err != nil {
		return nil, err
	}
	against, err := c.Model.SelectFailures(p.Against)
	if err != nil {
		return nil, err
	}
	e := newEvaluator(c, p, horizon, protect, against)
	if e.limit = limit; p.MaxOutage != nil {
		e.outage = newTimer(e).note
	}
	if err := e.all(); err != nil {
		return nil, err
	}
	e.out.Broken = e.brokenVertices()
	return &e.out, nil
}

func (e *evaluator) brokenVertices() []int32 {
	var out []int32
	for i := range e.broken {
		out = append(out, e.protect[i])
	}
	slices.Sort(out)
	return out
}

// all runs every failure that the policy names.
func (e *evaluator) all() error {
	n := len(e.against)
	e.out.Scenarios = n
	if e.p.Failures == 2 {
		e.out.Scenarios += n * (n - 1) / 2
	}
	if e.out.Scenarios > MaxScenarios {
		return fmt.Errorf("policy %s names %d failures, which is more than %d", e.p.ID, e.out.Scenarios, MaxScenarios)
	}
	for i := range e.against {
		if err := e.scenario([]int{i}); err != nil || e.enough() {
			return err
		}
	}
	if e.p.Failures == 2 {
		return e.pairs()
	}
	return nil
}

// enough says whether a violation is all that was asked for.
func (e *evaluator) enough() bool { return e.brief && e.out.Violated > 0 }

// pairs runs the pairs of which both can reach what is protected. Of the others
// the single failures have said all.
func (e *evaluator) pairs() error {
	for i := range e.against {
		for j := i + 1; j < len(e.against); j++ {
			if !e.against[i].relevant || !e.against[j].relevant {
				continue
			}
			if err := e.scenario([]int{i, j}); err != nil || e.enough() {
				return err
			}
		}
	}
	return nil
}

// failure is one node or part that may fail.
type failure struct {
	id       string
	vertex   int32
	down     []int32 // the vertex, of a service its parts as well
	relevant bool    // it can reach what is protected
}

// evaluator runs the failures of one policy.
type evaluator struct {
	c       *compile.Compiled
	p       *models.Policy
	allowed graph.Level
	run     *cascade.Cascade
	lenient *cascade.Cascade // what it has down is down for too long
	protect []int32          // vertices, in order of their names
	watch   map[int32][]int  // vertex -> those of protect that are judged by it
	cone    []bool           // by vertex: what is protected depends on it
	against []failure
	limit   int                                          // how many violations to list
	outage  func(which []int, cases map[int]*Case) error // notes outages; nil where they are not asked for
	brief   bool                                         // one violation is enough
	always  []int32                                      // vertices that are down in every scenario
	exempt  map[int]bool                                 // those of protect that do not count
	alone   map[[2]int]bool                              // failure, protected: it breaks the policy on its own
	broken  map[int]bool                                 // those of protect that some case breaks
	out     Verdict
}

func newEvaluator(c *compile.Compiled, p *models.Policy, horizon time.Duration, protect, against []string) *evaluator {
	e := &evaluator{c: c, p: p, allowed: Allowed(p), run: cascade.New(c.Graph, horizon), watch: map[int32][]int{}}
	e.forget()
	for i, id := range protect {
		v := c.Vertex(id)
		e.protect = append(e.protect, v)
		e.watch[v] = append(e.watch[v], i)
		for x := range c.Parts(v).All() {
			e.watch[x] = append(e.watch[x], i)
		}
	}
	e.cone = c.Graph.Below(e.watched())
	for _, id := range against {
		f := failure{id: id, vertex: c.Vertex(id)}
		f.down = c.WithParts(f.vertex)
		f.relevant = slices.ContainsFunc(f.down, func(v int32) bool { return e.cone[v] })
		e.against = append(e.against, f)
	}
	return e
}

// forget makes ready to run the failures anew.
func (e *evaluator) forget() {
	e.alone, e.broken, e.out = map[[2]int]bool{}, map[int]bool{}, Verdict{Policy: e.p}
}

func (e *evaluator) watched() []int32 {
	var out []int32
	for v := range e.watch {
		out = append(out, v)
	}
	return out
}

// Allowed returns the worst level that a policy allows at the horizon: up where
// it gives neither a level nor a share, and any where it gives a share alone.
func Allowed(p *models.Policy) graph.Level {
	switch {
	case p.Worst == "degraded":
		return graph.Degraded
	case p.Worst == "down" || p.Worst == "" && p.MaxShare != nil:
		return graph.Down
	}
	return graph.Up
}

// scenario runs the failures of these numbers at once.
func (e *evaluator) scenario(which []int) error {
	cases := map[int]*Case{}
	if slices.ContainsFunc(which, func(i int) bool { return e.against[i].relevant }) {
		e.levels(e.down(which), cases)
		if e.outage != nil {
			if err := e.outage(which, cases); err != nil {
				return err
			}
		}
	}
	if len(cases) == 0 && e.out.Worst == nil { // some case there is: nothing happens to the first
		for i := range e.protect {
			if !e.own(which, i) {
				cases[i] = &Case{Node: e.protect[i], Level: graph.Up}
				break
			}
		}
	}
	for _, i := range slices.Sorted(maps.Keys(cases)) {
		if !e.own(which, i) && !e.exempt[i] {
			e.judge(which, i, cases[i])
		}
	}
	return nil
}

// down returns the vertices that are down of themselves if these fail.
func (e *evaluator) down(which []int) []int32 {
	down := slices.Clone(e.always)
	for _, i := range which {
		down = append(down, e.against[i].down...)
	}
	return down
}

// levels notes the cases of what is not up at the horizon.
func (e *evaluator) levels(down []int32, cases map[int]*Case) {
	e.run.Run(down, nil)
	for _, v := range e.run.Fallen() {
		for _, i := range e.watch[v] {
			x := e.caseOf(i, cases)
			x.Level = e.run.Level(x.Node)
			if e.run.Level(v) == graph.Down && e.counts(v, i) {
				x.Share += e.share(v, i)
			}
		}
	}
}

func (e *evaluator) caseOf(i int, cases map[int]*Case) *Case {
	if cases[i] == nil {
		cases[i] = &Case{Node: e.protect[i], Level: graph.Up}
	}
	return cases[i]
}

// counts says whether a vertex has users of a protected one: a service without
// parts, or a part.
func (e *evaluator) counts(v int32, i int) bool {
	if v == e.protect[i] && e.c.Parts(v).Len() > 0 {
		return false // its parts do
	}
	return e.c.Model.Nodes[e.c.NodeOf(v)].Kind == models.KindService
}

// share returns the share of a protected vertex's users that a vertex has: of a
// part itself all.
func (e *evaluator) share(v int32, i int) float64 {
	if v == e.protect[i] {
		return 1
	}
	return e.c.Share(v)
}

// own says whether a failure is one of the protected node itself: then the case
// does not count.
func (e *evaluator) own(which []int, i int) bool {
	node := e.protect[i]
	return slices.ContainsFunc(which, func(f int) bool {
		v := e.against[f].vertex
		return v == node || e.c.NodeOf(v) == e.c.NodeOf(node) && (!e.c.IsPart(v) || !e.c.IsPart(node))
	})
}

// judge holds a case against the policy.
func (e *evaluator) judge(which []int, i int, x *Case) {
	for _, f := range which {
		x.Failed = append(x.Failed, e.against[f].id)
	}
	x.Breaks = e.breaks(x)
	if e.out.Worst == nil || worse(x, e.out.Worst) {
		e.out.Worst = x
	}
	if !x.Breaks.any() {
		return
	}
	for _, f := range which {
		if e.alone[[2]int{f, i}] {
			return
		}
	}
	if e.p.Failures == 2 && len(which) == 1 {
		e.alone[[2]int{which[0], i}] = true
	}
	e.broken[i] = true
	e.out.Violated++
	if len(e.out.Violations) < e.limit {
		e.out.Violations = append(e.out.Violations, *x)
	}
}

func (e *evaluator) breaks(x *Case) Breaks {
	return Breaks{
		Worst:     x.Level < e.allowed,
		MaxShare:  e.p.MaxShare != nil && x.Share > *e.p.MaxShare+tolerance,
		MaxOutage: e.outage != nil && (x.Outage == Endless || x.Outage > *e.p.MaxOutage),
	}
}

// worse orders cases: what breaks the policy first, then the lower level, the
// larger share, the longer outage, the fewer failures, and the first by name.
func worse(a, b *Case) bool {
	return cmp.Or(
		-compareBool(a.Breaks.any(), b.Breaks.any()),
		cmp.Compare(a.Level, b.Level),
		-cmp.Compare(a.Share, b.Share),
		-cmp.Compare(uint64(a.Outage), uint64(b.Outage)), // Endless is the longest
		cmp.Compare(len(a.Failed), len(b.Failed)),
		strings.Compare(strings.Join(a.Failed, " "), strings.Join(b.Failed, " ")),
	) < 0
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}
