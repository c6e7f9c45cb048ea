package montecarlo

import (
	"context"
	"math/bits"
)

// worker works blocks of trials, one after the other.
type worker struct {
	*program
	ctx    context.Context
	lost   [][2]lane // vertex: what it has lost in which trials
	inner  [][2]lane // what the groups of the vertex in work lose
	queued []bool    // vertex: it stands in the queue; nil while no component is a cycle
	queue  []int32
	counts Counts

	system system // of a component round which a supply goes; component is -1 in all others
}

func newWorker(ctx context.Context, p *program) *worker {
	n := p.g.Len()
	w := &worker{program: p, ctx: ctx, lost: make([][2]lane, n), inner: make([][2]lane, p.mostGroups), counts: Counts{Down: make([]int64, n), NotUp: make([]int64, n)}}
	if p.g.Components() < n || p.g.HasFed() {
		w.queued = make([]bool, n)
	}
	w.system.component = none
	if p.g.HasFed() {
		w.system.stopped = make([]lane, n)
	}
	return w
}

// fail notes in which trials a vertex fails of itself.
func (w *worker) fail(v int32, in lane) {
	for i := range in {
		w.lost[v][lostUp][i] |= in[i]
		w.lost[v][lostNotDown][i] |= in[i]
	}
}

// settle finds what is lost in each trial, component by component: the least
// fixed point of losses, which is the greatest of levels.
func (w *worker) settle() {
	w.settleBase()
	for c := range w.g.Components() {
		if c&(1<<16-1) == 0 && w.ctx.Err() != nil {
			return
		}
		vertices := w.order[w.start[c]:w.start[c+1]]
		if w.g.Fed(int32(c)) {
			w.fed(vertices)
			continue
		}
		if len(vertices) == 1 { // losing itself adds nothing
			w.vertex(vertices[0])
			continue
		}
		w.cycle(vertices)
	}
}

// cycle works a component of several vertices: each once, then those again
// whose members have lost more. A vertex loses each bit once, so it comes to an
// end (Kleene iteration, with a list of what is left to do).
func (w *worker) cycle(vertices []int32) {
	w.work(vertices, w.vertex)
}

// work looks at vertices of one component, each once, then at those again that name
// one of which look says that it has changed.
func (w *worker) work(vertices []int32, look func(v int32) (changed bool)) {
	w.queue = append(w.queue[:0], vertices...)
	for _, v := range vertices {
		w.queued[v] = true
	}
	component := w.g.Component(vertices[0])
	for done := 0; done < len(w.queue); done++ {
		v := w.queue[done]
		w.queued[v] = false
		if done&(1<<16-1) == 1<<16-1 { // a long list: let go of what is done, and look whether to stop
			w.queue, done = append(w.queue[:0], w.queue[done+1:]...), -1
			if w.ctx.Err() != nil {
				w.empty()
				return
			}
		}
		if !look(v) {
			continue
		}
		for _, slot := range w.g.Naming(v) {
			if u := w.g.Owner(w.g.GateOf(slot)); w.g.Component(u) == component && !w.queued[u] {
				w.queued[u] = true
				w.queue = append(w.queue, u)
			}
		}
	}
}

func (w *worker) empty() {
	for _, v := range w.queue {
		w.queued[v] = false
	}
}

// vertex adds to a vertex's losses what it loses by its members, and says
// whether that was more than before.
func (w *worker) vertex(v int32) bool {
	own := w.lost[v]
	for _, m := range w.plain[w.plainFirst[v]:w.plainFirst[v+1]] {
		x := &w.lost[m]
		for i := range lanes {
			own[lostUp][i] |= x[lostUp][i]
			own[lostNotDown][i] |= x[lostNotDown][i]
		}
	}
	groups := w.groups[w.groupFirst[v]:w.groupFirst[v+1]]
	for j := range groups {
		gr := &groups[j]
		for bit := range 2 {
			w.inner[j][bit] = w.group(gr, bit)
			if gr.top {
				for i := range lanes {
					own[bit][i] |= w.inner[j][bit][i]
				}
			}
		}
	}
	more := own != w.lost[v]
	w.lost[v] = own
	return more
}

// group returns in which trials a group loses a bit.
func (w *worker) group(gr *group, bit int) lane {
	most, source := gr.most[bit], gr.follows[bit]
	switch n := gr.end - gr.first; {
	case most < 1 || most > n: // it never does
		return lane{}
	case gr.unless:
		return w.kept(gr, source)
	case most == 1:
		return w.any(gr, source)
	case most == n:
		return w.all(gr, source)
	}
	return w.count(gr, source, most)
}

// member returns the trials in which a member of a group has lost a bit.
func (w *worker) member(gr *group, m int32, source uint8) *lane {
	switch {
	case m < 0:
		return &w.inner[^m][source]
	case gr.flows && w.system.reads(w.g, m, source):
		return &w.system.stopped[m]
	}
	return &w.lost[m][source]
}

// kept returns the trials in which the one member of a group has lost nothing.
func (w *worker) kept(gr *group, source uint8) (out lane) {
	lost := w.member(gr, w.slots[gr.first], source)
	for i := range lanes {
		out[i] = ^lost[i]
	}
	return out
}

func (w *worker) any(gr *group, source uint8) (out lane) {
	for _, m := range w.slots[gr.first:gr.end] {
		x := w.member(gr, m, source)
		for i := range lanes {
			out[i] |= x[i]
		}
	}
	return out
}

func (w *worker) all(gr *group, source uint8) (out lane) {
	out = *w.member(gr, w.slots[gr.first], source)
	for _, m := range w.slots[gr.first+1 : gr.end] {
		if out == (lane{}) {
			break
		}
		x := w.member(gr, m, source)
		for i := range lanes {
			out[i] &= x[i]
		}
	}
	return out
}

// count returns in which trials at least most members have lost a bit. It
// counts in all trials at once, in binary, one word to a digit (Knuth, The Art
// of Computer Programming 4A, section 7.1.3: bit slices), from so far below a
// power of two that the carry out of the last digit says that enough were lost.
func (w *worker) count(gr *group, source uint8, most int32) (out lane) {
	var digits [32]lane
	width := bits.Len32(uint32(most - 1))
	offset := int32(1)<<width - most
	for d := range width {
		if offset>>d&1 == 1 {
			digits[d] = lane{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
		}
	}
	for _, m := range w.slots[gr.first:gr.end] {
		carry := *w.member(gr, m, source)
		for d := 0; d < width && carry != (lane{}); d++ {
			for i := range lanes {
				digits[d][i], carry[i] = digits[d][i]^carry[i], digits[d][i]&carry[i]
			}
		}
		for i := range lanes {
			out[i] |= carry[i]
		}
	}
	return out
}

// tally counts what was lost in the trials of a mask, and forgets it.
func (w *worker) tally(mask lane) {
	for v := range w.lost {
		x := &w.lost[v]
		up, down := 0, 0
		for i := range lanes {
			up += bits.OnesCount64(x[lostUp][i] & mask[i])
			down += bits.OnesCount64(x[lostNotDown][i] & mask[i])
		}
		w.counts.NotUp[v] += int64(up)
		w.counts.Down[v] += int64(down)
	}
	clear(w.lost)
}
