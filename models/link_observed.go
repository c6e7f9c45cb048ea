package models

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
)

// observed checks what an observation speaks of: a node or a part, and of an amount
// one that users can have. That the model has no figures for it is no mistake: then it
// has no answer, and a replay says so.
func (k *linker) observed(o *Observation, at source.Place) {
	k.ref(o.Node, at.With("node"))
	if what, _ := k.unknownRef(o.Node); what != "" {
		return // said just now
	}
	id, _, _ := strings.Cut(o.Node, "@")
	n := k.m.Node(id)
	if n == nil || k.refused[n.populationID()] {
		return // it is wrong itself
	}
	for _, x := range []struct {
		key    string
		amount *float64
	}{{"share_down", o.ShareDown}, {"users", o.Users}, {"owed", o.Owed}} {
		if x.amount != nil && n.Kind != KindService {
			k.log.Add(Problem{Code: "kind", Message: fmt.Sprintf("%s is of the users of a service, and %s is of kind %s", x.key, quote(id), n.Kind)}, at.With(x.key), true)
		}
	}
}

// Pays says whether terms under which anything can be owed cover a node, one of its
// parts or the service that it is a part of. It costs what the selectors of the terms
// cost.
func (m *Model) Pays(node string) bool {
	for i := range m.Terms {
		t := &m.Terms[i]
		if len(t.Bands) == 0 {
			continue
		}
		ids, err := m.Select(strings.Join(t.Covers, ","))
		if err != nil {
			continue // nothing of that was there on the model's day
		}
		for _, id := range ids {
			if id == node || strings.HasPrefix(id, node+"@") || strings.HasPrefix(node, id+"@") {
				return true
			}
		}
	}
	return false
}
