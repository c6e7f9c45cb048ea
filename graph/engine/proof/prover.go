package proof

import (
	"container/heap"
	"context"
	"math"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/supply"
)

// Fact is that a vertex is at most at a level: graph.Degraded ("not up") or
// graph.Down; or that it stands.
type Fact struct {
	Vertex int32
	AtMost graph.Level
	Stands bool // the other way round: that it is not down, for what has to wait until it is
}

func (f Fact) key() key {
	if f.Stands {
		return key{f.Vertex, claimStands}
	}
	return key{f.Vertex, claimOf(f.AtMost)}
}

// Prover finds shortest proofs on one graph at one horizon.
//
// That something fell is a least fixed point: a vertex falls if it failed itself
// or if one of its gates fell, a gate if enough of its members did. A proof is a
// derivation of it, and so never goes round in a circle. The shortest is the one
// with the fewest steps when it is written out in full, that is with a step
// counted at every use. It is found by Knuth's generalisation of Dijkstra's
// algorithm (A generalization of Dijkstra's algorithm, Inf. Process. Lett. 6(1),
// 1977): the sum of what the members cost is a superior function. (To count a
// step that is used several times only once would be NP-hard: Ausiello, Italiano
// and Nanni, Theor. Comput. Sci. 172, 1997.)
//
// What lives only in a loop of supply has fallen too, and no derivation leads there:
// such facts are proved last, a loop at a time and all of it together (see starve).
//
// What holds while something is down falls because that is not; so there are facts of the
// opposite sort (see stands.go).
//
// NewProver takes 32 bytes a vertex and a gate; a proof costs that of the members
// that fall, times a logarithm.
type Prover struct {
	g *graph.Graph
	c *cascade.Cascade // asked for rules, and where something has to be down for what is up

	vertex, gate [][]state // by claim
	touched      []key
	queue        agenda
	settled      int32
	stands       *stands         // nil where nothing has to be down for anything
	starter      *supply.Starter // nil where no supply goes round in a loop
	batches      int32           // of facts that were proved together

	sparedVertex, sparedGate map[int32]bool
}

// state is how far the proof of one fact has come.
type state struct {
	cost  int64 // steps, of a gate so far
	order int32 // when it was proved, from 1; 0: not yet
	batch int32 // of a vertex: those that starve together with it; 0: it does not
	by    int32 // of a vertex: the gate that fell, -1: it failed itself, byRecovery: it has not recovered; of a gate: how many members are proved
}

// byRecovery is how a vertex is down that has not recovered yet.
const byRecovery = -2

// key is a fact about a vertex, or about a gate (^gate).
type key struct {
	of    int32
	claim uint8 // 0: not up, 1: down, or claimStands
}

func claimOf(l graph.Level) uint8 {
	if l == graph.Down {
		return 1
	}
	return 0
}

func levelOf(claim uint8) graph.Level { return [...]graph.Level{graph.Degraded, graph.Down}[claim] }

// maxCost keeps sums from overflowing: what is written out in full may be
// exponential in the graph. Proofs longer than that all count the same.
const maxCost = math.MaxInt64 / 4

// NewProver returns a Prover for the state that long after the failures. Where something
// has to be down for anything, or delays follow on each other, it and its proofs run the
// cascade.
func NewProver(g *graph.Graph, c *cascade.Cascade) *Prover {
	p := &Prover{g: g, c: c, stands: newStands(g, c), starter: newStarter(g)}
	claims := 2
	if p.stands != nil {
		claims = 3
	}
	for range claims {
		p.vertex = append(p.vertex, make([]state, g.Len()))
		p.gate = append(p.gate, make([]state, g.NumGates()))
	}
	return p
}

// Spare lets vertices and top gates stand in the proofs that follow, until it is
// called again.
func (p *Prover) Spare(vertices, gates []int32) {
	p.sparedVertex, p.sparedGate = set(vertices), set(gates)
}

func set(of []int32) map[int32]bool {
	out := make(map[int32]bool, len(of))
	for _, x := range of {
		out[x] = true
	}
	return out
}

// prove settles facts, cheapest first, until one of the goals is among them, and
// returns it. It returns false if none can be proved. The error is the context's.
func (p *Prover) prove(ctx context.Context, failed []int32, goals []Fact) (Fact, bool, error) {
	p.reset()
	if p.stands != nil || p.c.Follows() {
		if err := p.c.RunContext(ctx, failed, nil); err != nil {
			return Fact{}, false, err
		}
	}
	p.offerStanding()
	p.offerRecovering()
	for _, v := range failed {
		for claim := range uint8(2) {
			p.offer(key{v, claim}, 1, -1)
		}
	}
	return p.settle(ctx, goals)
}

// offerRecovering proposes what has not recovered.
func (p *Prover) offerRecovering() {
	d := p.c.Delays()
	if d == nil {
		return
	}
	for _, v := range d.Recovering {
		if _, is := p.c.Recovering(v); is {
			p.offer(key{v, claimOf(graph.Degraded)}, 1, byRecovery)
			p.offer(key{v, claimOf(graph.Down)}, 1, byRecovery)
		}
	}
}

// settle goes on settling facts; without goals to the last.
func (p *Prover) settle(ctx context.Context, goals []Fact) (Fact, bool, error) {
	const often = 1024
	wanted := make(map[key]Fact, len(goals))
	for _, f := range goals {
		wanted[f.key()] = f
	}
	for looks := 1; ; looks++ {
		if len(p.queue) == 0 {
			if more, err := p.starve(ctx); !more || err != nil {
				return Fact{}, false, err
			}
			for _, f := range goals {
				if p.state(f.key()).order > 0 {
					return f, true, nil
				}
			}
			continue
		}
		if looks%often == 0 && ctx.Err() != nil {
			return Fact{}, false, ctx.Err()
		}
		e := heap.Pop(&p.queue).(entry)
		s := p.state(e.key)
		if s.order > 0 {
			continue
		}
		p.settled++
		s.cost, s.order, s.by = e.cost, p.settled, e.via
		p.tell(e.key, e.cost)
		if f, ok := wanted[e.key]; ok {
			return f, true, nil
		}
	}
}

func (p *Prover) reset() {
	for _, k := range p.touched {
		*p.state(k) = state{}
	}
	p.touched, p.queue, p.settled, p.batches = p.touched[:0], p.queue[:0], 0, 0
}

func (p *Prover) state(k key) *state {
	if k.of < 0 {
		return &p.gate[k.claim][^k.of]
	}
	return &p.vertex[k.claim][k.of]
}

// offer proposes a proof of a fact.
func (p *Prover) offer(k key, cost int64, via int32) {
	if k.of >= 0 && p.sparedVertex[k.of] && k.claim != claimStands || p.state(k).order > 0 {
		return
	}
	p.touched = append(p.touched, k)
	heap.Push(&p.queue, entry{k, min(cost, maxCost), via})
}

// tell passes a fact on to the gates that have it as a member, or of a top gate
// to its vertex.
func (p *Prover) tell(k key, cost int64) {
	p.tellWaiting(k)
	if k.of >= 0 {
		for _, slot := range p.g.Naming(k.of) {
			p.count(slot, k.claim, cost)
		}
		return
	}
	gate := ^k.of
	if slot := p.g.Parent(gate); slot >= 0 {
		p.count(slot, k.claim, cost)
	} else if !p.sparedGate[gate] && k.claim != claimStands {
		p.offer(key{p.g.Owner(gate), k.claim}, cost+1, gate)
	}
}

// count notes a proved member of a gate. Members come cheapest first, so that
// the first that are enough are the cheapest.
func (p *Prover) count(slot int32, claim uint8, cost int64) {
	gate := p.g.GateOf(slot)
	for to := range uint8(len(p.gate)) {
		f, ok := p.rule(gate, to)
		if !ok || f.claim != claim || slot < f.first || slot >= f.end {
			continue
		}
		k := key{^gate, to}
		s := p.state(k)
		if s.by == f.needed {
			continue
		}
		p.touched = append(p.touched, k)
		s.by++
		s.cost = min(s.cost+cost, maxCost)
		if s.by == f.needed {
			p.offer(k, s.cost, s.by)
		}
	}
}

// rule is what proves a fact about a gate: so many facts about members, of one claim.
type rule struct {
	first, end, needed int32
	claim              uint8
}

// rule returns what proves a claim of a gate, where anything about its members does.
func (p *Prover) rule(gate int32, claim uint8) (r rule, ok bool) {
	if claim == claimStands {
		return p.standsBy(gate)
	}
	f, ok := p.c.Fall(gate, levelOf(claim))
	r = rule{f.First, f.End, f.Needed, claimOf(f.Members)}
	if f.Unless {
		r.needed, r.claim = 1, claimStands
	}
	return r, ok
}

// agenda is a heap of proposed proofs, cheapest first, then by what they prove.
type agenda []entry

type entry struct {
	key
	cost int64
	via  int32
}

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	x, y := a[i], a[j]
	switch {
	case x.cost != y.cost:
		return x.cost < y.cost
	case x.of != y.of:
		return x.of < y.of
	case x.claim != y.claim:
		return x.claim < y.claim
	}
	return x.via < y.via
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(entry)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}
