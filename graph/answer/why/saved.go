package why

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/result"
)

// saved finds what would have kept the node up. It is told which vertices hold it down, or
// what it needs, by standing.
func (a *asker) saved(standing []int32) (*result.SavedBy, error) {
	p := a.prover
	limits := proof.Limits{Size: maxSetSize, Sets: maxSets, Work: maxWork}
	nodes, err := p.Save(a.ctx, a.failed, a.vertex, a.standing(), limits)
	if err != nil {
		return nil, err
	}
	out := &result.SavedBy{}
	out.Nodes = result.NodeSets{Sets: [][]string{}, Searched: searched(nodes)}
	for _, set := range nodes.Sets {
		var ids []string
		for _, n := range set {
			ids = append(ids, a.c.Model.Nodes[n].ID)
		}
		out.Nodes.Sets = append(out.Nodes.Sets, slices.Sorted(slices.Values(ids)))
	}
	slices.SortFunc(out.Nodes.Sets, func(x, y []string) int { return cmp.Or(len(x)-len(y), slices.Compare(x, y)) })
	of := alternatives{at: map[need]int32{}}
	gates, err := p.Save(a.ctx, a.failed, a.vertex, of.remedy(a), limits)
	if err != nil {
		return nil, err
	}
	out.Requirements = result.RequirementSets{Sets: [][]result.Blame{}, Searched: searched(gates)}
	for _, set := range gates.Sets {
		out.Requirements.Sets = append(out.Requirements.Sets, of.blames(a, set))
	}
	slices.SortFunc(out.Requirements.Sets, func(x, y []result.Blame) int {
		return cmp.Or(len(x)-len(y), slices.CompareFunc(x, y, byPlace))
	})
	out.Failures, err = a.savedByFailing(standing)
	return out, err
}

// savedByFailing returns the nodes of which one more failure would have kept the node up:
// it takes something down that has to be. Of those that what stands needs, over any number
// of steps, each that may fail and has not is run, within the bounds of an answer.
func (a *asker) savedByFailing(standing []int32) (out []string, err error) {
	if len(standing) == 0 {
		return nil, nil
	}
	work, tried := 0, map[int32]bool{a.c.NodeOf(a.vertex): true}
	for v, needed := range a.c.Graph.Below(standing) {
		n := a.c.NodeOf(int32(v))
		if !needed || tried[n] || !a.c.Model.Nodes[n].Fails || slices.Contains(a.q.Failed, a.c.Model.Nodes[n].ID) {
			continue
		}
		tried[n] = true
		if err := a.run.RunContext(a.ctx, append(slices.Clone(a.failed), a.c.WithParts(n)...), nil); err != nil {
			return nil, err
		}
		if a.run.Level(a.vertex) == graph.Up {
			out = append(out, a.c.Model.Nodes[n].ID)
		}
		if work += 1 + a.run.NumFallen(); work > maxWork || len(out) == maxSets {
			break
		}
	}
	slices.Sort(out)
	return out, nil
}

func searched(s proof.Saved) result.Searched {
	return result.Searched{Size: s.Size, Larger: s.Larger, Truncated: s.Truncated}
}

func byPlace(x, y result.Blame) int { return cmp.Or(strings.Compare(x.Node, y.Node), x.Need-y.Need) }

// standing is the remedy of nodes that neither fail nor fall: any but the node in
// question, which would be no answer, and groupings, which only follow.
func (a *asker) standing() proof.Remedy {
	return proof.Remedy{
		Of: func(s *proof.Step) []int32 {
			n := a.c.NodeOf(s.Vertex)
			if n == a.c.NodeOf(a.vertex) || !a.c.Model.Nodes[n].Fails {
				return nil
			}
			return []int32{n}
		},
		Spare: func(n int32) (vertices, gates []int32) {
			return a.c.WithParts(n), nil
		},
	}
}

// alternatives are the requirements that a further alternative was tried for,
// numbered in the order of being tried.
type alternatives struct {
	needs []need
	at    map[need]int32
}

// need is one requirement of a node.
type need struct {
	node int32
	need int
}

// remedy is that of requirements with one further alternative that never fails:
// they stand, whatever is lost of them.
func (of *alternatives) remedy(a *asker) proof.Remedy {
	return proof.Remedy{
		Of: func(s *proof.Step) []int32 {
			if s.Gate < 0 {
				return nil
			}
			var x need
			if x.node, x.need = a.c.Requirement(s.Gate); x.need < 0 {
				return nil
			}
			i, seen := of.at[x]
			if !seen {
				i = int32(len(of.needs))
				of.at[x] = i
				of.needs = append(of.needs, x)
			}
			return []int32{i}
		},
		Spare: func(i int32) (vertices, gates []int32) {
			return nil, a.c.Gates(of.needs[i].node, of.needs[i].need)
		},
	}
}

func (of *alternatives) blames(a *asker, set []int32) []result.Blame {
	var out []result.Blame
	for _, i := range set {
		out = append(out, Blame(a.c, of.needs[i].node, of.needs[i].need))
	}
	slices.SortFunc(out, byPlace)
	return out
}
