package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
)

// recovery lists who came back up, in order, with what each waited for last, and apart
// from these what was held down and came up.
func (s *Simulation) recovery() (back, started []result.Return) {
	back = []result.Return{}
	for _, ch := range s.run.Changes {
		if ch.Level != graph.Up {
			continue
		}
		r := result.Return{AtS: seconds(ch.At), Node: s.c.Name(ch.Vertex), Names: result.Names(s.c.Model.Nodes[s.c.NodeOf(ch.Vertex)].Name)}
		r.Waited, r.On = s.waited(ch.Waited)
		if s.held[ch.Vertex] {
			started = append(started, r)
		} else {
			back = append(back, r)
		}
	}
	return back, started
}

// waited says what a vertex waited for last, and on which node.
func (s *Simulation) waited(w timeline.Wait) (of result.Waited, on string) {
	kinds := map[timeline.WaitKind]result.Waited{timeline.WaitRepair: result.WaitedRepair, timeline.WaitRecovery: result.WaitedRecovery,
		timeline.WaitFailover: result.WaitedFailover, timeline.WaitMember: result.WaitedMember, timeline.WaitLoad: result.WaitedLoad, timeline.WaitServe: result.WaitedServe, timeline.WaitDown: result.WaitedDown}
	if w.Vertex >= 0 {
		on = s.c.Name(w.Vertex)
	}
	return kinds[w.Kind], on
}

// criticalPath follows what the last to come back waited for, as far as it goes, by what
// came back and what started.
func criticalPath(back, started []result.Return) []result.Return {
	if len(back) == 0 {
		return nil
	}
	returns := slices.Concat(started, back)
	of := map[string][]int{} // node -> its returns, by time
	for i := range returns {
		of[returns[i].Node] = append(of[returns[i].Node], i)
	}
	var path []result.Return
	seen := map[string]bool{}
	for at := len(returns) - 1; at >= 0; {
		r := returns[at]
		path, seen[r.Node] = append(path, r), true
		at = -1
		for _, i := range of[r.On] {
			if !seen[r.On] && returns[i].AtS <= r.AtS {
				at = i // in the end the last time that it came back
			}
		}
	}
	if len(path) == 1 {
		return nil // its own line in the list says it all
	}
	slices.Reverse(path)
	return path
}
