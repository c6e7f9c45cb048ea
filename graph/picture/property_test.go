package picture_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// trial is a random model, a question and its picture.
type trial struct {
	doc   oracle.Doc
	needs map[string]map[string]int
	w     *result.WhatIf
	q     drawing
	pic   result.Picture
	all   result.Picture // of the same answer, with nothing left out or folded
}

func drawTrial(t *testing.T, seed uint64) *trial {
	t.Helper()
	rng := rand.New(rand.NewPCG(seed, 11))
	size := gen.RandomSize(rng)
	size.Nodes += rng.IntN(12)
	if rng.IntN(5) == 0 { // more than is drawn without a fold
		size.Nodes += 15 + rng.IntN(30)
	}
	x := &trial{doc: oracle.Plain(gen.Doc(rng, size))}
	eachNode(x.doc, func(_ string, keys map[string]any) {
		for _, key := range []string{"site", "operator"} {
			if rng.IntN(2) == 0 {
				keys[key] = []string{"x", "y", "z"}[rng.IntN(3)]
			}
		}
	})
	x.needs = needs(x.doc)
	c := load(t, "m.toml", gen.TOML(x.doc))
	var failed []string
	if rng.IntN(3) > 0 {
		failed = gen.Question(rng, x.doc).Failed
	}
	x.w = ask(t, c, failed...)
	x.q = drawing{Lang: "en", All: rng.IntN(3) == 0, Fold: append(result.Folds(), result.FoldAuto)[rng.IntN(6)]}
	if rng.IntN(2) == 0 {
		x.q.Focus = x.w.Nodes[rng.IntN(len(x.w.Nodes))].ID
		x.q.Depth = rng.IntN(3)
	}
	x.pic = of(t, c, x.q, failed...)
	x.all = of(t, c, drawing{All: true, Fold: result.FoldNone}, failed...)
	if again := of(t, c, x.q, failed...); !reflect.DeepEqual(x.pic, again) {
		t.Fatalf("seed %d: drawn twice, two pictures", seed)
	}
	return x
}

func (x *trial) names(a, b string) bool {
	_, ok := x.needs[a][b]
	return ok
}

// reach returns what can be reached from a node along next, and in how many
// steps, by trying over and over.
func (x *trial) reach(from string, depth int, next func(a, b string) bool) map[string]bool {
	out := map[string]bool{from: true}
	for step := 0; depth == 0 && step < len(x.needs) || step < depth; step++ {
		for _, a := range slices.Collect(maps.Keys(out)) {
			for b := range x.needs {
				if next(a, b) {
					out[b] = true
				}
			}
		}
	}
	return out
}

// shown says which nodes the picture must speak of.
func (x *trial) shown() map[string]bool {
	out := map[string]bool{}
	for _, n := range x.w.Nodes {
		if x.q.All || len(x.w.Failed) == 0 || n.State() != result.StateUp {
			out[n.ID] = true
			if n.State() != result.StateUp && !n.Failed {
				for need := range x.needs[n.ID] {
					out[need] = true
				}
			}
		}
	}
	if x.q.Focus != "" {
		down := x.reach(x.q.Focus, x.q.Depth, func(a, b string) bool { return x.names(a, b) })
		up := x.reach(x.q.Focus, x.q.Depth, func(a, b string) bool { return x.names(b, a) })
		maps.DeleteFunc(out, func(id string, _ bool) bool { return !down[id] && !up[id] })
		out[x.q.Focus] = true
	}
	for _, n := range x.w.Nodes {
		if n.Failed {
			out[n.ID] = true
		}
	}
	return out
}

// boxOf says which box of the picture each node is in, as the picture says.
func (x *trial) boxOf() map[string]string {
	out := map[string]string{}
	for _, n := range x.pic.Nodes {
		of := n.Of
		if n.Folded == 0 {
			of = []string{n.ID}
		}
		for _, id := range of {
			if out[id] != "" {
				out[id] = "in two"
				continue
			}
			out[id] = n.ID
		}
	}
	return out
}

// checkFolds: all that is to be shown is in a box; what shares one was to, where that
// was asked for.
func (x *trial) checkFolds() string {
	boxOf, value := x.boxOf(), map[string]string{}
	for id := range x.shown() {
		if boxOf[id] == "" {
			return id + " is in no box"
		}
	}
	problem := ""
	eachNode(x.doc, func(id string, keys map[string]any) {
		v, _ := keys[string(x.q.Fold)].(string)
		if x.q.Fold == result.FoldKind {
			v, _, _ = strings.Cut(id, "-")
		}
		box := boxOf[id]
		by, _, _ := strings.Cut(box, ":")
		if box == "" || box == id || by != string(x.q.Fold) {
			return
		}
		if was, seen := value[box]; seen && was != v || v == "" || x.q.Fold == result.FoldNone {
			problem = id + " is in " + box
		}
		value[box] = v
	})
	return problem
}

// TestEveryNodeAndLineIsThere compares pictures with what a slow reading of the
// document says: every node that is to be shown is in one box, boxes add up and
// are in their worst state, every line of the model between two boxes is there
// and counted, and boxes joined by paths through what is not shown have a line.
func TestEveryNodeAndLineIsThere(t *testing.T) {
	seen, cases := map[string]int{}, rounds.Of(t, 30, 800)
	for seed := range cases.Seeds() {
		x := drawTrial(t, seed)
		for _, problem := range []string{x.checkFolds(), x.checkBoxes(seen), x.checkDirect(seen), x.checkIndirect(seen), x.checkCircles(seen), x.checkFrames()} {
			if problem != "" {
				t.Fatalf("seed %d, %v with %v failed: %s\n%s%s%s", seed, x.q, x.w.Failed, problem, boxes(x.pic), arrows(x.pic), gen.TOML(x.doc))
			}
		}
	}
	for _, what := range []string{"folded", "merged", "indirect", "no path", "soft path", "carried path", "circle"} {
		if seen[what] < cases.Least(10) {
			t.Errorf("%s: only %d times", what, seen[what])
		}
	}
}

func (x *trial) checkBoxes(seen map[string]int) string {
	members, worst := map[string]int{}, map[string]result.State{}
	order := []result.State{result.StateFailed, result.StateDown, result.StatePartial, result.StateDegraded, result.StateAtRisk, result.StateUp}
	boxOf, count := x.boxOf(), map[result.State]int{}
	for _, n := range x.w.Nodes {
		if x.q.Focus == "" || boxOf[n.ID] != "" {
			count[n.State()]++
		}
		if b := boxOf[n.ID]; b != "" {
			members[b]++
			if worst[b] == "" || slices.Index(order, n.State()) < slices.Index(order, worst[b]) {
				worst[b] = n.State()
			}
		}
		if (n.Failed || n.ID == x.q.Focus) && boxOf[n.ID] != n.ID {
			return n.ID + " has no box of its own"
		}
	}
	for _, n := range x.pic.Nodes {
		if max(1, n.Folded) != members[n.ID] || n.State != worst[n.ID] || n.Folded == 1 {
			return fmt.Sprintf("box %s should hold %d, %s", n.ID, members[n.ID], worst[n.ID])
		}
		if n.Folded > 0 {
			seen["folded"]++
		}
		delete(members, n.ID)
	}
	for _, l := range x.pic.Legend {
		if l.State != "" && l.Count != count[l.State] {
			return fmt.Sprintf("the legend has %d %s", l.Count, l.State)
		}
	}
	if len(members) > 0 {
		return fmt.Sprintf("nodes in no box: %v", members)
	}
	return ""
}

type pair struct{ from, to string }

// merged is what is known of a line between two boxes.
type merged struct {
	count, style int
	carried      bool
}

func (x *trial) checkDirect(seen map[string]int) string {
	want, boxOf, folded, whole := map[pair]merged{}, x.boxOf(), map[string]bool{}, x.whole()
	for _, n := range x.pic.Nodes {
		folded[n.ID] = n.Folded > 0
	}
	for to, all := range x.needs {
		for from, style := range all {
			p := pair{boxOf[from], boxOf[to]}
			if p.from == "" || p.to == "" || p.from == p.to {
				continue
			}
			m, ok := want[p]
			if !ok {
				m.style = style
			}
			want[p] = merged{m.count + 1, min(m.style, style), m.carried || whole[pair{from, to}].Carried}
		}
	}
	for _, e := range x.pic.Edges {
		p := pair{e.From, e.To}
		if e.Indirect {
			continue
		}
		m := want[p]
		count := 0
		if folded[p.from] || folded[p.to] {
			count = m.count
		}
		if m.count == 0 || e.Count != count || e.Style != styles[m.style] || e.Carried != m.carried {
			return fmt.Sprintf("line %v stands for %+v", p, m)
		}
		if e.Count > 1 {
			seen["merged"]++
		}
		delete(want, p)
	}
	if len(want) > 0 {
		return fmt.Sprintf("lines are missing: %v", want)
	}
	return ""
}

// checkIndirect looks for a path from each box to each other one. The style of
// each link of the model is that of the picture of the whole.
func (x *trial) checkIndirect(seen map[string]int) string {
	boxOf, whole := x.boxOf(), x.whole()
	indirect, direct := map[pair]result.PictureEdge{}, map[pair]bool{}
	for _, e := range x.pic.Edges {
		p := pair{e.From, e.To}
		if _, twice := indirect[p]; twice || direct[p] {
			return fmt.Sprintf("two lines %v", p)
		}
		if e.Indirect {
			indirect[p] = e
		} else {
			direct[p] = true
		}
	}
	for _, a := range x.pic.Nodes {
		for _, b := range x.pic.Nodes {
			p := pair{a.ID, b.ID}
			path := func(ok func(result.PictureEdge) bool) bool { return x.path(p, boxOf, whole, ok) }
			e, found := indirect[p]
			want := a.ID != b.ID && !direct[p] && path(func(result.PictureEdge) bool { return true })
			if want != found {
				return fmt.Sprintf("a path %v: %v, a line: %v", p, want, found)
			}
			if !found {
				seen["no path"]++
				continue
			}
			style := result.EdgeSoft
			switch {
			case path(func(e result.PictureEdge) bool { return e.Style == result.EdgeHard }):
				style = result.EdgeHard
			case path(func(e result.PictureEdge) bool { return e.Style != result.EdgeSoft }):
				style = result.EdgeAlternative
			}
			carried := path(func(e result.PictureEdge) bool { return e.Carried })
			if e.Style != style || e.Carried != carried || e.Count != 0 {
				return fmt.Sprintf("the path %v is %s, carried %v", p, style, carried)
			}
			seen["indirect"]++
			seen[string(style)+" path"]++
			if carried {
				seen["carried path"]++
			}
		}
	}
	return ""
}

// path says whether a path over good links leads from a box to another through
// one or more nodes that are in none.
func (x *trial) path(p pair, boxOf map[string]string, whole map[pair]result.PictureEdge, good func(result.PictureEdge) bool) bool {
	next := func(a, b string) bool { return x.names(b, a) && good(whole[pair{a, b}]) }
	for id, box := range boxOf {
		if box != p.from {
			continue
		}
		for b := range x.needs {
			if boxOf[b] != "" || !next(id, b) {
				continue
			}
			inner := x.reach(b, 0, func(a, b string) bool { return boxOf[a] == "" && next(a, b) })
			for c := range inner {
				if boxOf[c] == p.to {
					return true
				}
			}
		}
	}
	return false
}

// whole returns the lines of the picture in which nothing is left out.
func (x *trial) whole() map[pair]result.PictureEdge {
	out := map[pair]result.PictureEdge{}
	for _, e := range x.all.Edges {
		out[pair{e.From, e.To}] = e
	}
	return out
}

// checkFrames: every box is in a frame that is there, every frame has a box.
func (x *trial) checkFrames() string {
	frames := map[string]bool{}
	for _, c := range x.pic.Clusters {
		frames[c.ID] = false
	}
	for _, n := range x.pic.Nodes {
		if _, ok := frames[n.Cluster]; !ok && n.Cluster != "" {
			return n.ID + " is in no frame"
		}
		frames[n.Cluster] = true
	}
	for id, used := range frames {
		if !used {
			return "frame " + id + " is empty"
		}
	}
	return ""
}
