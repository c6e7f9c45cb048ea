package why

import (
	"cmp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/result"
)

func (a *asker) carry(out *result.Why) error {
	carried, more, err := proof.Carry(a.ctx, a.c.Graph, a.run, []int32{a.vertex}, maxCarried)
	if err != nil {
		return err
	}
	atRisk, err := a.run.LostRedundancy(a.ctx)
	if err != nil {
		return err
	}
	for _, x := range carried {
		by := [...]result.CarriedBy{result.ByRedundancy, result.ByHoldup, result.ByAccepts, result.ByUnless}[x.By]
		out.CarriedBy = append(out.CarriedBy, result.Carry{Blame: a.blame(x.Gate), By: by, Lost: a.lost(x.Lost), Holding: a.members(x.Holding), Down: a.whileDown(x.Down),
			AtRisk: slices.Contains(atRisk, x.Path[0]), Path: a.path(x.Path)})
	}
	out.CarriedMore = more
	out.Reached = len(carried) > 0
	return nil
}

// whileDown names members that had to be down; nil where there are none.
func (a *asker) whileDown(slots []int32) []string {
	if len(slots) == 0 {
		return nil
	}
	return a.members(slots)
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
		out = append(out, result.LostMember{Node: a.c.MemberName(slot), Level: a.level(a.c.Graph.Member(slot))})
	}
	slices.SortFunc(out, func(x, y result.LostMember) int {
		return cmp.Or(strings.Compare(x.Node, y.Node), cmp.Compare(x.Level, y.Level))
	})
	return slices.Compact(out)
}
