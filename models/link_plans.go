package models

import (
	"errors"
	"fmt"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// linkPlans checks the references of incidents, terms and policies. Their
// nodes are selectors, which must match something.
func (l *loader) linkPlans(k *linker) {
	for i := range l.m.Incidents {
		in := &l.m.Incidents[i]
		k.incident(in, l.finished[elementKey{tableIncident, in.ID}])
	}
	for i := range l.m.Terms {
		t := &l.m.Terms[i]
		e := l.finished[elementKey{tableTerms, t.ID}]
		for j, s := range t.Covers {
			k.selector(s, e.Item("covers", j), false)
		}
	}
	for i := range l.m.Policies {
		p := &l.m.Policies[i]
		e := l.finished[elementKey{tablePolicy, p.ID}]
		k.selector(p.Protect, e.Keys["protect"].At, false)
		k.selector(p.Against, e.Keys["against"].At, true)
	}
}

func (k *linker) incident(in *Incident, e *raw.Element) {
	for i, ev := range in.Events {
		at := e.Item("events", i)
		k.selectors(ev.Fail, at.With("fail"), true)
		k.selectors(ev.Degrade, at.With("degrade"), true)
		k.selectors(ev.Repair, at.With("repair"), false)
		for _, s := range ev.Demand {
			k.setting(s.Node, at.With("demand", s.Node), true)
		}
		for _, s := range ev.Capacity {
			k.setting(s.Node, at.With("capacity", s.Node), false)
		}
	}
	for i := range in.Observed {
		k.observed(&in.Observed[i], e.Item("observed", i))
	}
}

// setting checks the node that a key names: demand is a service's, and neither
// is a part's.
func (k *linker) setting(ref string, at source.Place, demand bool) {
	what, hint := k.unknownRef(ref)
	node, _, isPart := strings.Cut(ref, "@")
	switch n := k.m.Node(node); {
	case what != "":
		k.log.Add(Problem{Code: "unknown-id", Hint: hint, Message: what}, at, true)
	case isPart:
		k.log.Add(Problem{Code: "part", Hint: "name " + quote(node), Message: "demand and capacity are a service's; its parts have their shares of them"}, at, true)
	case demand && n != nil && n.Kind != KindService:
		k.log.Add(Problem{Code: "kind", Message: fmt.Sprintf("demand comes to a service, and %s is of kind %s", quote(node), n.Kind)}, at, true)
	}
}

func (k *linker) ref(ref string, at source.Place) {
	if ref == "" {
		return // said already
	}
	if what, hint := k.unknownRef(ref); what != "" {
		k.errorf(at, "unknown-id", hint, "%s", what)
	}
}

func (k *linker) selectors(list []string, at source.Place, failing bool) {
	for i, s := range list {
		k.selector(s, at.With(source.Index(i)), failing)
	}
}

// idleTerm is a term of a selector that takes nothing away.
type idleTerm struct {
	selector, term string
	at             source.Place
}

// selector checks that a selector matches, and, where it names what fails,
// that it can.
func (k *linker) selector(text string, at source.Place, failing bool) {
	if text == "" || k.pace.Over() { // said already
		return
	}
	cost := k.m.selectorCost(text)
	if k.selecting += cost; k.selecting > maxSelectorCost {
		if k.selecting-cost <= maxSelectorCost { // said once
			k.errorf(at, "selector", "use fewer patterns", "the selectors of this model take too long to match")
		}
		return
	}
	var err error
	x := matcher{k.m, k.log, k.pace, k.refused}
	if failing {
		_, err = x.failures(text)
	} else {
		_, err = x.selector(text)
	}
	for _, term := range x.idleTerms(text) {
		k.idle = append(k.idle, idleTerm{text, term, at})
	}
	var ne *NameError
	if errors.As(err, &ne) {
		k.errorf(at, "selector", ne.Hint, "%s", strings.TrimSuffix(ne.Message, "."))
	}
}
