package why

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	Node    string        // a node or a part
	Failed  []string      // ids of nodes and parts
	After   time.Duration // the horizon
	Lang    string        // "ko" or "en": of the names in the answer
	Version string        // of the program
}

// The bounds of an answer: sets larger than three help nobody, and past twenty
// a list says nothing new.
const (
	maxSetSize = 3
	maxSets    = 20
	maxWork    = 1_000_000 // vertices that fall, over all runs
	maxCarried = 20
)

// Ask answers why a node is not up, or what carries it. The error is an id that
// the model does not have. Cost: a proof and, where the node is not up, up to
// some thousand runs of the cascade, bounded by what falls in them.
func Ask(c *compile.Compiled, q Question) (*result.Why, error) {
	a := &asker{c: c, q: q, vertex: c.Vertex(q.Node)}
	if a.vertex < 0 {
		return nil, errors.New("there is no node " + q.Node)
	}
	for _, ref := range q.Failed {
		x := c.Vertex(ref)
		if x < 0 {
			return nil, errors.New("there is no node " + ref)
		}
		a.failed = append(a.failed, x)
		for p := range c.Parts(x).All() {
			a.failed = append(a.failed, p)
		}
	}
	a.run = cascade.New(c.Graph, q.After)
	a.run.Run(a.failed, nil)
	out := a.answer()
	var err error
	out.LevelWithLoad, err = a.levelWithLoad(out.Level)
	return out, err
}

// levelWithLoad returns the level that the node has once load is considered, or
// "" where that is no other: a proof knows nothing of load.
func (a *asker) levelWithLoad(without string) (string, error) {
	if !a.c.HasLoad() {
		return "", nil
	}
	w, err := whatif.Of(context.TODO(), a.c, whatif.Question{Failed: a.q.Failed, After: a.q.After, All: true})
	if err != nil {
		return "", err
	}
	level := w.Nodes[a.c.NodeOf(a.vertex)].Level
	if a.c.IsPart(a.vertex) {
		level = w.Nodes[a.c.NodeOf(a.vertex)].Parts[a.vertex-a.c.Parts(a.c.NodeOf(a.vertex)).First].Level
	}
	if string(level) == without {
		return "", nil
	}
	return string(level), nil
}

type asker struct {
	c      *compile.Compiled
	q      Question
	vertex int32
	failed []int32
	run    *cascade.Cascade // of the question, until sets are tried
}

func (a *asker) answer() *result.Why {
	names := a.names(a.vertex)
	failed := slices.Compact(slices.Sorted(slices.Values(a.q.Failed)))
	out := &result.Why{Header: whatif.Header(a.c.Model, "why", a.q.Lang, a.q.Version), Node: a.q.Node, Name: names.In(a.q.Lang, ""), Names: names,
		Failed: failed, After: models.FormatDuration(a.q.After), Level: a.run.Level(a.vertex).String(),
		LoadIgnored: a.c.HasLoad(), Proof: []result.ProofStep{}, CarriedBy: []result.Carry{}}
	a.users(out)
	if a.run.Level(a.vertex) == graph.Up {
		a.carry(out)
		return out
	}
	out.Reached = true
	prover := proof.NewProver(a.c.Graph, a.run)
	proof := prover.Prove(a.failed, a.goals(out.Partial)...)
	out.Proof, out.ProofSize = a.steps(proof), proof.Size
	out.SavedBy = a.saved(prover) // runs the cascade anew
	return out
}

// users fills in how many users of a service are hit.
func (a *asker) users(out *result.Why) {
	if a.c.Model.Nodes[a.c.NodeOf(a.vertex)].Kind != models.KindService {
		return
	}
	share, up := 0.0, false
	for x := range a.c.Seen(a.vertex).All() {
		if a.run.Level(x) != graph.Down {
			up = true
			continue
		}
		if a.c.IsPart(a.vertex) {
			share = 1
		} else {
			share += a.c.Share(x)
		}
		if a.c.Parts(a.vertex).Len() > 0 {
			out.PartsDown = append(out.PartsDown, a.c.Access(x).Node)
		}
	}
	share = math.Round(share*1e9) / 1e9
	out.ShareDown = &share
	if out.Partial = up && share > 0; !out.Partial {
		out.PartsDown = nil
	}
}

// goals returns what is to be proved, any one of it: that the node is down, else
// that a part of it is, else that it is not up.
func (a *asker) goals(partial bool) []proof.Fact {
	if !partial {
		return []proof.Fact{{Vertex: a.vertex, AtMost: a.run.Level(a.vertex)}}
	}
	var out []proof.Fact
	for p := range a.c.Parts(a.vertex).All() {
		out = append(out, proof.Fact{Vertex: p, AtMost: graph.Down})
	}
	return out
}

func (a *asker) names(v int32) result.Names {
	return result.Names(a.c.Model.Nodes[a.c.NodeOf(v)].Name)
}

func (a *asker) carry(out *result.Why) {
	vertices := []int32{a.vertex}
	carried, more := proof.Carry(a.c.Graph, a.run, vertices, maxCarried)
	atRisk, _ := a.run.LostRedundancy(context.TODO())
	for _, x := range carried {
		by := [...]string{"redundancy", "holdup", "accepts"}[x.By]
		out.CarriedBy = append(out.CarriedBy, result.Carry{Blame: a.blame(x.Gate), By: by, Lost: a.lost(x.Lost), Holding: a.members(x.Holding),
			AtRisk: slices.Contains(atRisk, x.Path[0]), Path: a.path(x.Path)})
	}
	out.CarriedMore = more
	out.Reached = len(carried) > 0
}

func (a *asker) path(vertices []int32) []string {
	out := []string{}
	for _, v := range vertices {
		out = append(out, a.c.Name(v))
	}
	return out
}

func (a *asker) members(slots []int32) []string {
	out := []string{}
	for _, slot := range slots {
		out = append(out, a.c.MemberName(slot))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (a *asker) lost(slots []int32) []result.LostMember {
	out := []result.LostMember{}
	for _, slot := range slots {
		out = append(out, result.LostMember{Node: a.c.MemberName(slot), Level: a.run.Level(a.c.Graph.Member(slot)).String()})
	}
	slices.SortFunc(out, func(x, y result.LostMember) int {
		return cmp.Or(strings.Compare(x.Node, y.Node), strings.Compare(x.Level, y.Level))
	})
	return slices.Compact(out)
}
