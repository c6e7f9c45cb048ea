package why

import (
	"github.com/meoktong/meoktong/graph"
	"github.com/meoktong/meoktong/graph/engine/proof"
	"github.com/meoktong/meoktong/graph/result"
)

// steps puts a proof in the model's terms.
func (a *asker) steps(proof proof.Proof) []result.ProofStep {
	out := make([]result.ProofStep, len(proof.Steps))
	for i := range proof.Steps {
		s := &proof.Steps[i]
		r := result.ProofStep{Step: i + 1, Node: a.c.Name(s.Vertex), Names: a.names(s.Vertex), Proves: result.ClaimDown,
			Level: a.level(s.Vertex), Before: a.before(s.Vertex), Failed: s.Gate < 0 && !s.Stands && !s.Recovers, Starved: s.Starved, Members: a.proofMembers(s.Members),
			Others: a.others(s.Others), Beside: i >= proof.Main}
		switch {
		case s.Stands:
			r.Proves = result.ClaimNotDown
		case s.AtMost != graph.Down:
			r.Proves = result.ClaimNotUp
		}
		if s.Recovers {
			broke, _ := a.run.Recovering(s.Vertex)
			r.Recovers, r.Because = true, a.members(broke)
		}
		if s.Gate >= 0 {
			blame := a.blame(s.Gate)
			r.Requirement = &blame
		}
		out[i] = r
	}
	return out
}

func (a *asker) proofMembers(members []proof.Member) []result.ProofMember {
	out := []result.ProofMember{}
	for _, m := range members {
		x := a.c.Graph.Member(m.Slot)
		switch {
		case m.Stands && m.Gate < 0:
			out = append(out, result.ProofMember{Node: a.c.Name(x), Names: a.names(x), Step: m.Step + 1, Stands: true, Level: a.level(x)})
		case m.Gate < 0:
			out = append(out, result.ProofMember{Node: a.c.Name(x), Step: m.Step + 1, Loop: m.Loop})
		default:
			out = append(out, a.group(m))
		}
	}
	return out
}

// others puts members that the proof does without in the model's terms, with the
// levels that they have.
func (a *asker) others(members []proof.Member) []result.ProofMember {
	var out []result.ProofMember
	for _, m := range members {
		var r result.ProofMember
		if m.Gate < 0 {
			x := a.c.Graph.Member(m.Slot)
			r = result.ProofMember{Node: a.c.Name(x), Names: a.names(x), Level: a.level(x)}
			if m.Lost {
				r.Step, r.Loop = m.Step+1, m.Loop
			}
		} else {
			r = a.group(m)
		}
		r.Lost, r.Waiting = m.Lost, m.Waiting
		out = append(out, r)
	}
	return out
}

// group puts a group within a requirement in the model's terms.
func (a *asker) group(m proof.Member) result.ProofMember {
	out := result.ProofMember{Group: result.GroupAtLeast, Members: a.proofMembers(m.Members), Others: a.others(m.Others)}
	out.Stands = m.Stands
	switch k, of := int(a.c.Graph.K(m.Gate)), len(a.c.Graph.Members(m.Gate)); {
	case a.c.Graph.Mods(m.Gate).Unless:
		out.Group = result.GroupUnless
	case k == of:
		out.Group = result.GroupAll
	case k == 1:
		out.Group = result.GroupAny
	default:
		out.AtLeast = k
	}
	return out
}

// blame returns the requirement that a gate is.
func (a *asker) blame(gate int32) result.Blame {
	out := Requirement(a.c, gate)
	out.Waiting = a.run.Switching(gate)
	return out
}
