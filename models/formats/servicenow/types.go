package servicenow

import (
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
)

// needing are the halves of types that say that the item at that half needs the other.
// A type has a half for the parent and one for the child: "Depends on::Used by".
var needing = []string{"depends on", "runs on", "hosted on", "uses", "virtualized by", "powered by", "provided by", "cooled by"}

// clusterOf is the half of what its members make up.
const clusterOf = "cluster of"

// needOf returns the requirement that a relation of a type is.
func needOf(kind, parent, child string) (draft.Need, bool) {
	p, c, _ := strings.Cut(strings.ToLower(kind), "::")
	p, c = strings.TrimSpace(p), strings.TrimSpace(c)
	switch {
	case slices.Contains(needing, p):
		return draft.Need{From: parent, To: child}, true
	case slices.Contains(needing, c):
		return draft.Need{From: child, To: parent}, true
	case p == clusterOf:
		return draft.Need{From: parent, To: child, Group: clusterOf, AtLeast: 1}, true
	case c == clusterOf:
		return draft.Need{From: child, To: parent, Group: clusterOf, AtLeast: 1}, true
	}
	return draft.Need{}, false
}

// classes are parts of the names of classes by the kind that their items have, the more
// special first.
var classes = []struct{ part, kind string }{
	{"service", "service"}, {"datacenter", "datacentre"}, {"data center", "datacentre"}, {"ups", "power"}, {"pdu", "power"}, {"power", "power"},
	{"netgear", "equipment"}, {"switch", "equipment"}, {"router", "equipment"}, {"firewall", "equipment"}, {"load balancer", "equipment"}, {"lb", "equipment"},
	{"circuit", "carrier"}, {"server", "platform"}, {"appl", "platform"}, {"db", "platform"}, {"database", "platform"}, {"cluster", "platform"}, {"storage", "platform"},
}

// kindOf returns the kind of items of a class, "" where the class does not say.
func kindOf(class string) string {
	class = strings.ToLower(class)
	name := " " + strings.NewReplacer("_", " ", "cmdb ci", "").Replace(strings.ReplaceAll(class, "cmdb_ci_", "")) + " "
	for _, c := range classes {
		if strings.Contains(name, c.part) && (len(c.part) > 3 || strings.Contains(name, " "+c.part+" ")) {
			return c.kind
		}
	}
	return ""
}
