package models

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// linkPlans checks the references of incidents, terms and policies. Their
// nodes are selectors, which must match something: those of an incident on its day.
func (l *loader) linkPlans(k *linker) {
	for i := range l.m.Incidents {
		in, day := &l.m.Incidents[i], ""
		if !in.Start.IsZero() {
			day = in.Start.Format(time.DateOnly)
		}
		l.linkOn(day, "", k, func(k *linker) { k.incident(in, l.finished[elementKey{tableIncident, in.ID}]) })
	}
	for i := range l.m.Terms {
		k.terms(&l.m.Terms[i], l.standing(tableTerms, l.m.Terms[i].ID))
	}
	for i := range l.m.Policies {
		k.policy(&l.m.Policies[i], l.standing(tablePolicy, l.m.Policies[i].ID))
	}
}

// standing returns an element as it stands on the day of the model.
func (l *loader) standing(class, id string) *raw.Element {
	e, _ := l.finished[elementKey{class, id}].On(l.m.day)
	return e
}

func (k *linker) terms(t *Terms, e *raw.Element) {
	for i, s := range t.Covers {
		k.selector(s, e.Item("covers", i), false)
	}
}

func (k *linker) policy(p *Policy, e *raw.Element) {
	k.selector(p.Protect, e.Keys["protect"].At, false)
	k.selector(p.Against, e.Keys["against"].At, true)
}

func (k *linker) incident(in *Incident, e *raw.Element) {
	for i, ev := range in.Events {
		at := e.Item("events", i)
		k.selectors(ev.Fail, at.With("fail"), true)
		k.selectors(ev.Degrade, at.With("degrade"), true)
		k.selectors(ev.Repair, at.With("repair"), false)
		k.serves(ev.Serve, at.With("serve"))
		k.settings(ev.Demand, at.With("demand"), true)
		k.settings(ev.Capacity, at.With("capacity"), false)
	}
	for i := range in.Observed {
		k.observed(&in.Observed[i], e.Item("observed", i))
	}
}

// settings checks the nodes that a table of amounts names, each once at most.
func (k *linker) settings(list []Setting, at source.Place, demand bool) {
	given := map[string]string{} // by id: under which name it has its amount
	for _, s := range list {
		key, ids := at.With(s.Node), []string{s.Node}
		if isPattern(s.Node) {
			ids = k.matched(s.Node, key)
		}
		for _, id := range ids {
			if by, twice := given[id]; twice {
				k.log.Add(Problem{Code: "twice", Message: fmt.Sprintf("%s is given two amounts: by %s, too", quote(id), quote(by))}, key, true)
				break
			}
			given[id] = s.Node
			if !k.setting(id, key, demand) {
				break
			}
		}
	}
}

// matched returns what a selector names that is a key, and says what is wrong with it.
func (k *linker) matched(text string, at source.Place) []string {
	if !k.affordable(text, at) {
		return nil
	}
	ids, err := matcher{m: k.m, log: k.log, pace: k.pace, refused: k.refused}.selector(text)
	var ne *NameError
	if errors.As(err, &ne) {
		k.log.Add(Problem{Code: "selector", Hint: ne.Hint, Message: strings.TrimSuffix(ne.Message, ".")}, at, true)
	}
	return ids
}

// setting checks the node that a key names: demand is a service's, and neither
// is a part's. It returns whether nothing is wrong.
func (k *linker) setting(ref string, at source.Place, demand bool) bool {
	what, hint := k.unknownRef(ref)
	node, _, isPart := strings.Cut(ref, "@")
	switch n := k.m.Node(node); {
	case what != "":
		k.log.Add(Problem{Code: "unknown-id", Hint: hint, Message: what}, at, true)
	case isPart:
		k.log.Add(Problem{Code: "part", Hint: "name " + quote(node), Message: "demand and capacity are a service's; its parts have their shares of them"}, at, true)
	case demand && n != nil && n.Kind != KindService:
		k.log.Add(Problem{Code: "kind", Message: fmt.Sprintf("demand comes to a service, and %s is of kind %s", quote(node), n.Kind)}, at, true)
	default:
		return true
	}
	return false
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

// affordable says whether there is time to match another selector; that there is none
// is said once.
func (k *linker) affordable(text string, at source.Place) bool {
	cost := k.m.selectorCost(text)
	k.selecting += cost
	if k.selecting > maxSelectorCost && k.selecting-cost <= maxSelectorCost {
		k.errorf(at, "selector", "use fewer patterns", "the selectors of this model take too long to match")
	}
	return k.selecting <= maxSelectorCost
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
	if !k.affordable(text, at) {
		return
	}
	var err error
	x := matcher{m: k.m, log: k.log, pace: k.pace, refused: k.refused}
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
