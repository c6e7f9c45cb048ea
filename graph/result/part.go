package result

import (
	"cmp"
	"slices"
	"strings"
)

// PartLabel calls the nodes in the name of a part, without that of its service, by their
// names: "kt-mobile", or "data:kt-mobile@region:busan".
func PartLabel(part string, name func(id string) string) string {
	terms := strings.Split(part, "@")
	for i, term := range terms {
		if what, value, named := strings.Cut(term, ":"); named {
			terms[i] = what + ": " + name(value)
		} else {
			terms[i] = name(term)
		}
	}
	return strings.Join(terms, ", ")
}

// MaxParts is how many parts of a node an answer names at most.
const MaxParts = 1000

// PartOf says what makes a part of a service: of a population with access nodes alone
// Access with its name, of any other also Part, Lines and By.
type PartOf struct {
	Part   string            `json:"part,omitempty"`   // its name, without that of its service
	Access string            `json:"access,omitempty"` // the node on which its line ends, where one line tells it apart
	Name   string            `json:"name,omitempty" in:"Names"`
	Names  Names             `json:"names,omitempty"`
	Lines  map[string]string `json:"lines,omitempty"` // line -> the node on which it ends, of a population with several
	By     map[string]string `json:"by,omitempty"`    // split -> the value that all of them have
}

// Label returns the name of the part, without that of its service.
func (p *PartOf) Label() string {
	if p.Part != "" {
		return p.Part
	}
	return p.Access
}

// Fold leaves out parts past MaxParts, the least bad of them.
func (n *NodeState) Fold() {
	if len(n.Parts) <= MaxParts {
		return
	}
	order := make([]int, len(n.Parts))
	for i := range order {
		order[i] = i
	}
	rank := func(i int) int {
		p := &n.Parts[i]
		at := map[Level]int{LevelDown: 0, LevelDegraded: 1}
		if r, hit := at[p.Level]; hit {
			return r
		} else if p.LostRedundancy {
			return 2
		}
		return 3
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(n.Parts[b].Share, n.Parts[a].Share))
	})
	stay := slices.Sorted(slices.Values(order[:MaxParts]))
	parts := make([]Part, MaxParts)
	for k, i := range stay {
		parts[k] = n.Parts[i]
	}
	n.PartsFolded, n.Parts = len(n.Parts)-MaxParts, parts
}
