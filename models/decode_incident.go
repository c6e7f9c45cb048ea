package models

import (
	"slices"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/language"
)

func (d *decoder) incident(e *raw.Element) Incident {
	in := saysNothing[Incident](language.Incident)
	in.ID, in.at = e.ID, e.At
	start, given := e.Keys["start"]
	d.began = began{said: given}
	d.began.at, d.began.day, _ = readMoment(start.Val) // said when its own turn comes
	d.fields(e, language.Incident, &in)
	in.began = in.Start
	return in
}

// saysWhen says whether an event does, be it under a key that is none: that is said then.
func saysWhen(event map[string]any) bool {
	for key := range event {
		if key == "at" || slices.ContainsFunc(habits[key], func(h habit) bool { return h.key == "at" }) {
			return true
		}
	}
	return false
}

func (d *decoder) event(v any) Event {
	ev := saysNothing[Event](language.Event)
	if !d.table(v, language.Event, &ev) {
		return ev
	}
	if !saysWhen(v.(map[string]any)) {
		d.errorf("event", `such as at = "0m"`, "this event does not say when: it needs at")
	}
	if !saysMore(v, "at", "for", "reason") {
		d.errorf("event", "it takes fail, degrade, serve, repair, demand or capacity", "nothing happens in this event")
	}
	if ev.For > 0 && !saysMore(v, "at", "for", "reason", "repair") {
		d.in("for", func() {
			d.keyErrorf("event", "", "for says how long a fault, a share served, a demand or a capacity lasts, and this event has none")
		})
	}
	return ev
}

// saysMore says whether a table has something under any other key, right or wrong:
// what is wrong is said already.
func saysMore(v any, than ...string) bool {
	table, _ := v.(map[string]any)
	for k, x := range table {
		l, isList := raw.AsList(x)
		t, isTable := x.(map[string]any)
		if empty := isList && len(l) == 0 || isTable && len(t) == 0; !empty && !slices.Contains(than, k) {
			return true
		}
	}
	return false
}

func (d *decoder) observation(v any) Observation {
	o := saysNothing[Observation](language.Observation)
	if d.table(v, language.Observation, &o) {
		d.checkObservation(&o, v.(map[string]any))
	}
	return o
}

func (d *decoder) checkObservation(o *Observation, t map[string]any) {
	has := func(k string) bool { _, ok := t[k]; return ok }
	if !has("node") && !has("what") {
		d.errorf("observation", `where nothing in the model stands for it, write what = "…"`, "this observation does not say of which node")
	}
	says := 0
	for _, k := range []string{"level", "share_down", "users", "owed"} {
		if has(k) {
			says++
		}
	}
	if o.Surged {
		says++
	}
	if says != 1 {
		d.errorf("observation", "", "an observation gives one of level, surged = true, share_down, users and owed")
	}
	d.checkTimes(o, has)
	if has("within_share") && !has("share_down") {
		d.errorf("observation", "", "within_share says how far share_down may be off, and this observation has none")
	}
	if has("factor") && !has("users") && !has("owed") {
		d.errorf("observation", "", "factor says how far users or owed may be off, and this observation has neither")
	}
	if !o.Scored && !has("reason") {
		d.errorf("observation", "", "an observation with scored = false says why: it needs reason")
	}
}

// checkTimes says which times go together, and with what.
func (d *decoder) checkTimes(o *Observation, has func(string) bool) {
	spell := has("from") || has("to")
	if has("at") && spell {
		d.errorf("observation", "", "an observation speaks of one moment (at) or of a spell (from, to), not of both")
	}
	if o.From != nil && o.To != nil && *o.To < *o.From {
		d.errorf("observation", "", "this spell ends before it starts")
	}
	if has("share_down") && spell {
		d.errorf("observation", "give at, or no time", "share_down is of one moment, or the largest of all")
	}
	if (has("users") || has("owed")) && (spell || has("at")) {
		d.errorf("observation", "give no time", "users is the largest number at once, and owed is of the whole incident")
	}
}
