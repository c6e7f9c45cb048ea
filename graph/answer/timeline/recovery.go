package timeline

import (
	"slices"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/timeline"
	"github.com/meoktong/meoktong/graph/result"
)

// recovery lists who came back up, in order, with what each waited for last.
func (s *Simulation) recovery() []result.Return {
	out := []result.Return{}
	kinds := map[timeline.WaitKind]result.Waited{timeline.WaitRepair: result.WaitedRepair, timeline.WaitRecovery: result.WaitedRecovery,
		timeline.WaitFailover: result.WaitedFailover, timeline.WaitMember: result.WaitedMember, timeline.WaitLoad: result.WaitedLoad, timeline.WaitServe: result.WaitedServe}
	for _, ch := range s.run.Changes {
		if ch.Level != graph.Up {
			continue
		}
		r := result.Return{AtS: seconds(ch.At), Node: s.c.Name(ch.Vertex), Names: result.Names(s.c.Model.Nodes[s.c.NodeOf(ch.Vertex)].Name), Waited: kinds[ch.Waited.Kind]}
		if ch.Waited.Vertex >= 0 {
			r.On = s.c.Name(ch.Waited.Vertex)
		}
		out = append(out, r)
	}
	return out
}

// criticalPath follows what the last to come back waited for, as far as it goes.
func criticalPath(returns []result.Return) []result.Return {
	if len(returns) == 0 {
		return nil
	}
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
