package render

import (
	"fmt"
	"slices"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// proofs has the worst case of each violated policy: why it comes about, and what
// would have saved what the policy protects.
func (p Review) proofs(t *i18n.Catalogue) chapter {
	c := chapter{id: "proofs", report: report{title: t.ProofsTitle, lead: []string{t.ProofsLead}}}
	for i := range p.Answer.Proofs {
		c.below = append(c.below, p.proof(&p.Answer.Proofs[i], t))
	}
	return c
}

func (p Review) proof(x *result.Proof, t *i18n.Catalogue) chapter {
	at := slices.IndexFunc(p.Answer.Gate.Policies, func(g result.Policy) bool { return g.ID == x.Policy })
	r := report{lead: []string{worstCase(&p.Answer.Gate.Policies[at], t)}}
	if s := x.Outage; s != nil {
		to := t.NoEnd
		if s.ToS != nil {
			to = result.Lasting(*s.ToS)
		}
		r.lead = append(r.lead, fmt.Sprintf(t.ProofOutage, x.For, s.Node, result.Lasting(s.FromS), to))
	}
	if x.Why == nil {
		r.lead = append(r.lead, t.ProofNoMoment)
	} else {
		of := Why{Answer: x.Why, Lang: p.Lang}.report()
		r.lead = append(r.lead, of.title)
		r.lead, r.sections = append(r.lead, of.lead...), of.sections
	}
	r.title = p.policyName(x.Policy, x.Names)
	return p.chapter("proofs:"+x.Policy, r, t, p.Answer.Proves(x)...)
}

func (p Review) policyName(id string, names result.Names) string {
	return shorten(names.In(p.Lang, id))
}
