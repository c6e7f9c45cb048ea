package proof

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/cascade"
)

// Remedy is what to try: single elements, each of which lets some vertices or
// gates stand whatever happens to them. An element is any number.
type Remedy struct {
	Of    func(s *Step) []int32                         // the elements that would undo a step of a proof
	Spare func(element int32) (vertices, gates []int32) // what an element lets stand
}

// Limits bound the search for what would have saved a vertex.
type Limits struct {
	Size int // the most elements in a set
	Sets int // the most sets
	Work int // the most vertices that may fall, over all runs
}

// Saved are the sets of elements any of which would have kept a vertex up:
// smallest first, then by their elements. None has a proper subset that would
// have, too.
type Saved struct {
	Sets      [][]int32
	Size      int  // sets up to this size were looked for
	Larger    bool // there may be minimal sets larger than that
	Truncated bool // sets up to this size may be missing: a limit was reached
}

// Save finds the sets of elements that keep a vertex up when failed fails. It
// grows sets by what the shortest proof under each rests on, since a set saves
// exactly if it undoes every proof (the hitting-set tree of Reiter, A theory of
// diagnosis from first principles, Artif. Intell. 32(1), 1987, breadth first);
// that a set saves is decided by running the cascade. Where a proof rests on what stands, a
// set may undo that too, by anything that this needs, over any number of steps, and that is
// not up; where delays follow on each other, by anything that has fallen on the way. The
// error is the context's.
func (p *Prover) Save(ctx context.Context, failed []int32, vertex int32, r Remedy, limit Limits) (Saved, error) {
	s := saver{ctx: ctx, p: p, c: p.c, failed: failed, vertex: vertex, r: r, limit: limit, seen: map[string]bool{}}
	s.out.Size = limit.Size
	err := s.search()
	slices.SortFunc(s.out.Sets, func(a, b []int32) int { return cmp.Or(cmp.Compare(len(a), len(b)), slices.Compare(a, b)) })
	p.c.Spare(nil, nil)
	p.Spare(nil, nil)
	return s.out, err
}

type saver struct {
	ctx    context.Context
	p      *Prover
	c      *cascade.Cascade
	failed []int32
	vertex int32
	r      Remedy
	limit  Limits
	work   int
	seen   map[string]bool
	out    Saved
}

func (s *saver) search() error {
	for queue := [][]int32{{}}; len(queue) > 0; queue = queue[1:] {
		set := queue[0]
		if s.covered(set) {
			continue
		}
		if s.work > s.limit.Work || len(s.out.Sets) == s.limit.Sets {
			s.out.Truncated = true
			return nil
		}
		saves, err := s.saves(set)
		if err != nil {
			return err
		}
		if saves {
			s.out.Sets = append(s.out.Sets, set)
			continue
		}
		if len(set) == s.limit.Size && s.out.Larger {
			continue // as is known already
		}
		elements, err := s.elements()
		if err != nil {
			return err
		}
		if len(set) == s.limit.Size {
			s.out.Larger = len(elements) > 0
			continue
		}
		queue = append(queue, s.grown(set, elements)...)
	}
	return nil
}

// covered says whether a smaller set does already.
func (s *saver) covered(set []int32) bool {
	return slices.ContainsFunc(s.out.Sets, func(found []int32) bool {
		return !slices.ContainsFunc(found, func(x int32) bool { return !slices.Contains(set, x) })
	})
}

// saves runs the cascade with a set spared.
func (s *saver) saves(set []int32) (bool, error) {
	var vertices, gates []int32
	for _, e := range set {
		v, g := s.r.Spare(e)
		vertices, gates = append(vertices, v...), append(gates, g...)
	}
	s.c.Spare(vertices, gates)
	s.p.Spare(vertices, gates)
	if err := s.c.RunContext(s.ctx, s.failed, nil); err != nil {
		return false, err
	}
	if s.work += 1 + s.c.NumFallen(); s.c.Delays() != nil {
		s.work += s.p.g.Len() / 8 // a timeline
	}
	return s.c.Level(s.vertex) == graph.Up, s.ctx.Err()
}

// maxElements bounds how many elements of one proof are tried.
const maxElements = 1000

// elements returns what would undo the shortest proof under the set in work,
// sorted.
func (s *saver) elements() ([]int32, error) {
	var out []int32
	steps, err := s.p.steps(s.ctx, s.failed, Fact{Vertex: s.vertex, AtMost: graph.Degraded})
	for i := range steps {
		if !steps[i].Stands {
			out = append(out, s.r.Of(&steps[i])...)
		}
	}
	if of := Standing(s.p.g, steps); len(of) > 0 {
		out = append(out, s.below(of)...)
	}
	if d := s.c.Delays(); d != nil {
		out = append(out, s.onTheWay(d.Fell)...)
	}
	slices.Sort(out)
	return slices.Compact(out), err
}

// onTheWay returns the elements that would change what has fallen of what the vertex needs,
// over any number of steps: had it not, others might have been switched to sooner.
func (s *saver) onTheWay(fell []int32) (out []int32) {
	below := s.p.g.Below([]int32{s.vertex})
	for _, v := range fell {
		if !below[v] {
			continue
		}
		out = append(out, s.r.Of(&Step{Fact: Fact{Vertex: v}, Gate: -1})...)
		from, to := s.p.g.Gates(v)
		for gate := from; gate < to; gate++ {
			if s.p.g.Parent(gate) < 0 {
				out = append(out, s.r.Of(&Step{Fact: Fact{Vertex: v}, Gate: gate})...)
			}
		}
	}
	return out
}

// below returns the elements that would change what some vertices need, over any number of
// steps: what is not up, and the requirements of that.
func (s *saver) below(vertices []int32) (out []int32) {
	for v, is := range s.p.g.Below(vertices) {
		if !is || s.c.Level(int32(v)) == graph.Up {
			continue
		}
		out = append(out, s.r.Of(&Step{Fact: Fact{Vertex: int32(v)}, Gate: -1})...)
		from, to := s.p.g.Gates(int32(v))
		for gate := from; gate < to; gate++ {
			if s.p.g.Parent(gate) < 0 && s.c.Value(gate) < graph.Up {
				out = append(out, s.r.Of(&Step{Fact: Fact{Vertex: int32(v)}, Gate: gate})...)
			}
		}
	}
	return out
}

// grown returns the sets with one more of these elements, each once.
func (s *saver) grown(set, elements []int32) [][]int32 {
	var out [][]int32
	if len(elements) > maxElements {
		s.out.Truncated = true
		elements = elements[:maxElements]
	}
	for _, e := range elements {
		if slices.Contains(set, e) {
			continue
		}
		more := append(slices.Clone(set), e)
		slices.Sort(more)
		if name := fmt.Sprint(more); !s.seen[name] {
			s.seen[name] = true
			out = append(out, more)
		}
	}
	return out
}
