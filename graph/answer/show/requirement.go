package show

import (
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func requirements(rs []models.Requirement) []result.Requirement {
	out := make([]result.Requirement, len(rs))
	for i := range rs {
		out[i] = Requirement(&rs[i])
	}
	return out
}

// sourced returns requirements with the grounds that each gives.
func sourced(rs []models.Requirement) []result.Requirement {
	out := requirements(rs)
	for i := range rs {
		cite(&out[i], &rs[i])
	}
	return out
}

func cite(out *result.Requirement, r *models.Requirement) {
	if r.Mods != nil && r.Mods.Provenance != nil {
		p := r.Mods.Provenance
		out.Source, out.Asof, out.Confidence = p.Source, p.Asof, p.Confidence
	}
	for _, members := range [][]result.Requirement{out.All, out.Any, out.Of} { // a group has one of these
		for i := range members {
			cite(&members[i], &r.Of[i])
		}
	}
}

// Requirement returns a requirement in the words of the model language, without
// its grounds.
func Requirement(r *models.Requirement) result.Requirement {
	var out result.Requirement
	switch of := requirements(r.Of); r.Form {
	case models.On:
		out.On = r.On
	case models.All:
		out.All = of
	case models.Any:
		out.Any = of
	case models.AtLeast:
		out.AtLeast, out.Of = r.K, of
	}
	if m := r.Mods; m != nil {
		if m.Failover > 0 {
			out.Failover = models.FormatDuration(m.Failover)
		}
		if m.Holdup > 0 {
			out.Holdup = models.FormatDuration(m.Holdup)
		}
		if m.Accepts {
			out.Accepts = "degraded"
		}
		if m.Loss {
			out.Loss = "degraded"
		}
	}
	return out
}
