package replay

import (
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// basis says what the model's answer rests on: the first of these that applies.
func (j *judge) basis(o *models.Observation, v int32) result.Basis {
	switch {
	case j.named(o.Node) || j.cutOff(v) || j.ownTime(o):
		return result.BasisGiven // also where it is fitted: the event says it outright
	case o.Fitted:
		return result.BasisFitted
	case !j.levels[v] && !(o.Surged && j.crowds(v)):
		return result.BasisNoPath
	case !j.left && slices.ContainsFunc(j.run.Grounds(v), func(p *models.Provenance) bool { return j.learned(p, o) }):
		return result.BasisHindsight
	}
	return result.BasisPredicted
}

// learned says whether a fact may have come from the incident: it cites the source of
// the observation, or was not known before.
func (j *judge) learned(p *models.Provenance, o *models.Observation) bool {
	same := p != nil && p.Source != "" && o.Provenance != nil && p.Source == o.Provenance.Source
	return same || !j.c.Model.KnownBefore(p, j.in.Began())
}

// cutOff says whether a vertex is a part that fell by one of its lines alone, which an
// event names.
func (j *judge) cutOff(v int32) bool {
	return slices.ContainsFunc(j.c.Lines(v), func(line int32) bool {
		return line >= 0 && slices.Contains(j.run.Named(), j.c.Name(line)) && j.run.CutOff(v, line)
	})
}

// crowds says whether what happened has a path to the load of a vertex's node.
func (j *judge) crowds(v int32) bool {
	return slices.ContainsFunc(j.c.WithParts(j.c.NodeOf(v)), func(x int32) bool { return j.loads[x] })
}

// named says whether an event names the node: itself, one of its parts, or the
// service that it is a part of.
func (j *judge) named(node string) bool {
	parts := map[string]bool{} // that the name means, by their own names
	for _, v := range j.c.Vertices(node) {
		parts[j.c.Name(v)] = true
	}
	return slices.ContainsFunc(j.run.Named(), func(name string) bool {
		return parts[name] || partOf(name, node) || partOf(node, name)
	})
}

func partOf(part, service string) bool { return strings.HasPrefix(part, service+"@") }

// ownTime says whether the observation's times are all an event's own.
func (j *judge) ownTime(o *models.Observation) bool {
	own := map[time.Duration]bool{}
	for _, e := range j.in.Events {
		own[e.At] = true
		if e.For > 0 {
			own[e.At+e.For] = true
		}
	}
	times := 0
	for _, at := range []*time.Duration{o.From, o.To, o.At} {
		if at == nil {
			continue
		}
		if times++; !own[*at] {
			return false
		}
	}
	return times > 0
}
