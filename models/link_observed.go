package models

import (
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
)

// observed checks what an observation speaks of: a node or a part, and of an amount
// one that the model has the figures for.
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
	_, counted := k.m.Users(n)
	for _, x := range []struct {
		key    string
		amount *float64
	}{{"share_down", o.ShareDown}, {"users", o.Users}, {"owed", o.Owed}} {
		switch {
		case x.amount == nil:
		case n.Kind != KindService:
			k.log.Add(Problem{Code: "kind", Message: fmt.Sprintf("%s is of the users of a service, and %s is of kind %s", x.key, quote(id), n.Kind)}, at.With(x.key), true)
		case x.key != "share_down" && !counted:
			k.log.Add(Problem{Code: "no-users", Hint: "give the service users, or its population a size", Message: fmt.Sprintf("the model does not say how many use %s", quote(id))}, at.With(x.key), true)
		case x.key == "owed" && !k.paid(o.Node):
			k.log.Add(Problem{Code: "no-terms", Message: fmt.Sprintf("no terms with bands cover %s", quote(o.Node))}, at.With(x.key), true)
		}
	}
}

// paid says whether terms under which anything can be owed cover a node, one of its
// parts or the service that it is a part of; true where that is not known.
func (k *linker) paid(node string) bool {
	for i := range k.m.Terms {
		t := &k.m.Terms[i]
		if len(t.Bands) == 0 {
			continue
		}
		ids, err := k.m.Select(strings.Join(t.Covers, ","))
		if err != nil {
			return true // said where they stand
		}
		for _, id := range ids {
			if id == node || strings.HasPrefix(id, node+"@") || strings.HasPrefix(node, id+"@") {
				return true
			}
		}
	}
	return false
}
