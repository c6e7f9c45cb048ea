// Package parts describes the parts of services in answers.
package parts

import (
	"strings"

	"github.com/meoktong/meoktong/graph/answer/users"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Of says what makes the k-th of some parts. It costs their lines and splits.
func Of(m *models.Model, p *models.Parts, k int) result.PartOf {
	var out result.PartOf
	ends := p.Ends(k)
	if len(ends) == 1 && ends[0] >= 0 {
		n := &m.Nodes[ends[0]]
		out.Access, out.Names = n.ID, result.Names(n.Name)
	}
	if p.Plain() {
		return out
	}
	out.Part = strings.TrimPrefix(p.Name(m, k), "@")
	if len(p.Segments.Lines) > 1 {
		out.Lines = map[string]string{}
		for i, l := range p.Lines {
			if ends[i] >= 0 {
				out.Lines[p.Segments.Lines[l].Name] = m.Nodes[ends[i]].ID
			}
		}
	}
	out.By = map[string]string{}
	for split, value := range p.Common(k) {
		if value >= 0 && len(p.Segments.Splits[split].Values) > 1 {
			s := &p.Segments.Splits[split]
			out.By[s.Name] = s.Values[value].ID
		}
	}
	return out
}

// Share returns the share of the population that the k-th of some parts is, 0 to 1, of
// those who have one.
func Share(p *models.Parts, k int) float64 {
	if p.Plain() {
		return p.ShareSaid(k)
	}
	return users.Share(p.ShareSaid(k))
}
