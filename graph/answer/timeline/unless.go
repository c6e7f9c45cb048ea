package timeline

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
)

// findHeld returns the vertices that are not up before anything happens, since something
// is up that would have to be down, with what is not up for them. It costs what is not up
// then, with its members; nothing where nothing holds while something is down.
func (s *Simulation) findHeld() map[int32]bool {
	g := s.c.Graph
	if len(g.Unless()) == 0 {
		return nil
	}
	before := reading{g: g, horizon: ever, level: s.levelBefore}
	before.inverse = &before
	out := map[int32]bool{}
	var queue []int32
	add := func(gate int32) {
		v := g.Owner(gate)
		for g.Parent(gate) >= 0 {
			gate = g.GateOf(g.Parent(gate))
		}
		if s.levelBefore(v) < graph.Up && !out[v] && before.broke(gate, graph.Degraded) {
			out[v] = true
			queue = append(queue, v)
		}
	}
	for _, gate := range g.Unless() {
		if before.broke(gate, graph.Degraded) {
			add(gate)
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		for _, slot := range g.Naming(queue[0]) {
			if !g.Inverted(slot) {
				add(g.GateOf(slot))
			}
		}
	}
	return out
}

// Held says whether a vertex is held down before anything happens, by what would have to
// be down first.
func (s *Simulation) Held(v int32) bool { return s.held[v] }

// levelBefore returns a vertex's level before anything happens.
func (s *Simulation) levelBefore(v int32) graph.Level {
	if l, below := s.run.Before[v]; below {
		return l
	}
	return graph.Up
}

// heldDown returns the nodes that are held down before anything happens, sorted.
func (s *Simulation) heldDown() []string {
	var out []string
	for v := range s.held {
		if !s.c.IsPart(v) {
			out = append(out, s.c.Name(v))
		}
	}
	slices.Sort(out)
	return out
}

// risen returns the times in which a vertex is better than before anything happened.
func (s *Simulation) risen(v int32) []span {
	var out []span
	note := func(sp span) {
		if sp.level > s.levelBefore(v) && sp.from != sp.to {
			out = append(out, sp)
		}
	}
	at := time.Duration(0)
	for _, sp := range s.spans[v] {
		note(span{level: graph.Up, from: at, to: sp.from})
		note(sp)
		at = sp.to
	}
	if at != never {
		note(span{level: graph.Up, from: at, to: never})
	}
	return out
}

// started lists when what was held down is better than that.
func (s *Simulation) started() []result.Start {
	waits := s.waits()
	var out []result.Start
	for v := range s.held {
		if s.c.IsSeveral(v) {
			continue // its parts are shown
		}
		n := &s.c.Model.Nodes[s.c.NodeOf(v)]
		for _, sp := range s.risen(v) {
			row := result.Start{Span: result.Span{Node: s.c.Name(v), Level: result.Level(sp.level.String()), FromS: seconds(sp.from), ToS: until(sp.to),
				Names: result.Names(n.Name), Kind: result.Kind(n.Kind)}}
			if sp.of != nil && !sp.of.unknown {
				row.ShareDown, row.ShareDegraded = &sp.of.down, &sp.of.degraded
			}
			if w, known := waits[start{v, sp.from}]; known {
				row.Waited, row.On = s.waited(w)
			}
			out = append(out, row)
		}
	}
	slices.SortFunc(out, func(a, b result.Start) int {
		return cmp.Or(cmp.Compare(a.FromS, b.FromS), strings.Compare(a.Node, b.Node))
	})
	return out
}

// start is a moment at which a vertex fares better.
type start struct {
	vertex int32
	at     time.Duration
}

// waits returns what vertices that were held down waited for when they fared better.
func (s *Simulation) waits() map[start]timeline.Wait {
	out := map[start]timeline.Wait{}
	for _, ch := range s.run.Changes {
		if s.held[ch.Vertex] {
			out[start{ch.Vertex, ch.At}] = ch.Waited
		}
	}
	return out
}

// measureStarts notes when what was held down is better than that.
func (s *Simulation) measureStarts(found *trials.Samples[figure]) {
	for v := range s.held {
		var nth [3]int32
		for _, sp := range s.risen(v) {
			of := figure{at: v, level: sp.level, nth: nth[sp.level]}
			nth[sp.level]++
			found.Add(of.as(whatStart), float64(seconds(sp.from)))
			if sp.to == never {
				found.Add(of.as(whatStop), math.Inf(1))
				found.Add(of.as(whatRuns), math.Inf(1))
				continue
			}
			found.Add(of.as(whatStop), float64(seconds(sp.to)))
			found.Add(of.as(whatRuns), float64(seconds(sp.to-sp.from)))
		}
	}
}

// tellStarts adds the percentiles of trials to the times in which what was held down is
// better than that, and those that only some trials have.
func (s *Simulation) tellStarts(found *trials.Samples[figure], out *result.Timeline) {
	type level struct {
		node  string
		level result.Level
	}
	nth, told := map[level]int32{}, map[figure]bool{}
	add := func(of figure, sp *result.Span) {
		sp.FromRange, sp.ToRange, sp.LastsRange = found.Percentiles(of), found.Percentiles(of.as(whatStop)), found.Percentiles(of.as(whatRuns))
	}
	for i := range out.Started {
		sp := &out.Started[i].Span
		key := level{sp.Node, sp.Level}
		of := figure{what: whatStart, at: s.c.Vertex(sp.Node), level: levelOf(sp.Level), nth: nth[key]}
		nth[key]++
		told[of] = true
		add(of, sp)
	}
	for _, of := range others(found, whatStart, told) {
		n := &s.c.Model.Nodes[s.c.NodeOf(of.at)]
		row := result.Start{Span: result.Span{Node: s.c.Name(of.at), Level: result.Level(of.level.String()), Names: result.Names(n.Name), Kind: result.Kind(n.Kind)}, Sometimes: true}
		add(of, &row.Span)
		row.FromS, row.ToS = int64(*row.FromRange.P50), until(durationOf(row.ToRange.P50))
		out.Started = append(out.Started, row)
	}
}

// reading judges whether requirements hold by levels of what they name.
type reading struct {
	g       *graph.Graph
	horizon time.Duration // of all delays, each on its own
	level   func(v int32) graph.Level
	inverse *reading // by which is judged whether something is down for which a requirement waits
}

// ever is a horizon after all others: no hold-up holds any more, and all has switched.
const ever time.Duration = math.MaxInt64

// broke says whether a gate is at most at a level while its members are at theirs.
func (r *reading) broke(gate int32, at graph.Level) bool {
	f, ok := cascade.FallOf(r.g, gate, r.horizon, at)
	if !ok || f.Unless {
		return ok && !r.inverse.lost(f.First, f.Members)
	}
	lost := int32(0)
	for slot := f.First; slot < f.End; slot++ {
		if r.lost(slot, f.Members) {
			lost++
		}
	}
	return lost >= f.Needed
}

// lost says whether the member at a slot is at most at a level.
func (r *reading) lost(slot int32, at graph.Level) bool {
	if m := r.g.Member(slot); m >= 0 {
		return r.level(m) <= at
	} else {
		return r.broke(^m, at)
	}
}
