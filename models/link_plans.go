package models

import (
	"errors"
	"strings"
)

// linkPlans checks the references of incidents, terms and policies. Their
// nodes are selectors, which must match something.
func (l *loader) linkPlans(k *linker) {
	for i := range l.m.Incidents {
		in := &l.m.Incidents[i]
		e := l.elements[elementKey{tableIncident, in.ID}]
		if e == nil {
			e = elementOfChanges(l.changes[elementKey{tableIncident, in.ID}])
		}
		k.incident(in, e)
	}
	for i := range l.m.Terms {
		t := &l.m.Terms[i]
		k.selectors(t.Covers, l.placeOf(tableTerms, t.ID, "covers"), false)
	}
	for i := range l.m.Policies {
		p := &l.m.Policies[i]
		k.selector(p.Protect, l.placeOf(tablePolicy, p.ID, "protect"), false)
		k.selector(p.Against, l.placeOf(tablePolicy, p.ID, "against"), false)
	}
}

// placeOf returns where a key of an element stands, overlays considered.
func (l *loader) placeOf(table, id, key string) place {
	k := elementKey{table, id}
	for _, c := range l.changes[k] {
		if c.key == key {
			return c.at
		}
	}
	if e := l.elements[k]; e != nil {
		return e.at.with(key)
	}
	return place{}
}

func (k *linker) incident(in *Incident, e *element) {
	events := keyPlace(e, "events")
	for i, ev := range in.Events {
		at := events.with(index(i))
		k.selectors(ev.Fail, at.with("fail"), true)
		k.selectors(ev.Degrade, at.with("degrade"), true)
		k.selectors(ev.Repair, at.with("repair"), false)
		for _, s := range ev.Demand {
			k.ref(s.Node, at.with("demand", s.Node))
		}
		for _, s := range ev.Capacity {
			k.ref(s.Node, at.with("capacity", s.Node))
		}
	}
	observed := keyPlace(e, "observed")
	for i, o := range in.Observed {
		k.ref(o.Node, observed.with(index(i), "node"))
	}
}

func keyPlace(e *element, key string) place {
	if raw, ok := e.keys[key]; ok {
		return raw.at
	}
	return e.at.with(key)
}

func (k *linker) ref(ref string, at place) {
	if what, hint := k.unknownRef(ref); what != "" {
		k.errorf(at, "unknown-id", hint, "%s", what)
	}
}

func (k *linker) selectors(list []string, at place, failing bool) {
	for i, s := range list {
		k.selector(s, at.with(index(i)), failing)
	}
}

// selector checks that a selector matches, and, where it names what fails,
// that it can.
func (k *linker) selector(text string, at place, failing bool) {
	if text == "" {
		return // said already
	}
	var err error
	if failing {
		_, err = k.m.SelectFailures(text)
	} else {
		_, err = k.m.Select(text)
	}
	var ne *NameError
	if errors.As(err, &ne) {
		k.errorf(at, "selector", ne.Hint, "%s", strings.TrimSuffix(ne.Message, "."))
	}
}
