package models

import (
	"slices"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/language"
)

// node reads a node's element.
func (d *decoder) node(e *raw.Element) Node {
	n := new(Node)
	*n = saysNothing[Node](language.Node)
	n.ID, n.Kind, n.at = e.ID, e.Table, e.At
	e, n.History = historyOf(d, e, language.Node, *n)
	d.fields(e, language.Node, n)
	d.checkTogether(e)
	n.keyAt = e.MovedKeys()
	return *n
}

func (d *decoder) serviceOnly(n *Node, key string) {
	if n.Kind != KindService {
		d.keyErrorf("not-a-service", "declare it as [service."+n.ID+"], or leave the key to the service that its users see",
			"%s belongs on a service; %s is of kind %s", key, quote(n.ID), n.Kind)
	}
}

// checkTogether finds keys that exclude or need each other.
func (d *decoder) checkTogether(e *raw.Element) {
	has := func(k string) bool { _, ok := e.Keys[k]; return ok }
	at := func(k string) *decoder { return &decoder{log: d.log, at: e.Keys[k].At} }
	chance := slices.DeleteFunc([]string{"availability", "unavailability", "mtbf"}, func(k string) bool { return !has(k) })
	switch {
	case len(chance) > 1:
		at(chance[1]).keyErrorf("chance", "", "%s and %s exclude each other", chance[0], chance[1])
	case len(chance) == 1 && chance[0] != "mtbf" && has("mttr"):
		at("mttr").keyErrorf("chance", "", "%s and mttr exclude each other", chance[0])
	case has("mtbf") != has("mttr"):
		at(either(has("mtbf"), "mtbf", "mttr")).keyErrorf("chance", "", "mtbf and mttr go together")
	}
	if has("population") && has("users") {
		at("users").keyErrorf("users", "leave users out, or set reach", "the users of a service with a population follow from its size and reach")
	}
	if has("reach") && !has("population") {
		at("reach").keyErrorf("reach", `name the population, as in population = "…"`, "reach is a share of a population, and this service has none")
	}
}

func either(cond bool, a, b string) string {
	if cond {
		return a
	}
	return b
}
