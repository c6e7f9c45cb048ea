package models

import (
	"fmt"
	"slices"
	"time"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/language"
)

func (d *decoder) model(m *Model, e *raw.Element) {
	if lang, ok := e.Keys["lang"].Val.(string); ok && slices.Contains(language.Languages(), lang) {
		d.lang = lang // the title follows
	}
	d.fields(e, language.Model, m)
}

func (d *decoder) kind(e *raw.Element) Kind {
	k := saysNothing[Kind](language.Kind)
	k.ID, k.at = e.ID, e.At
	d.fields(e, language.Kind, &k)
	return k
}

func (d *decoder) population(e *raw.Element) Population {
	p := saysNothing[Population](language.Population)
	p.ID, p.at, p.keyAt = e.ID, e.At, e.MovedKeys()
	d.fields(e, language.Population, &p)
	if _, given := e.Keys["access"]; !given {
		d.keyErrorf("access", `such as access = { kt-internet = 0.4, skb-internet = 0.6 }`, "population %s has no access: who reaches what over which node", quote(e.ID))
	}
	return p
}

func (d *decoder) sector(e *raw.Element) Sector {
	s := saysNothing[Sector](language.Sector)
	s.ID, s.at = e.ID, e.At
	d.fields(e, language.Sector, &s)
	return s
}

func (d *decoder) source(e *raw.Element) Source {
	s := saysNothing[Source](language.Source)
	s.ID, s.at = e.ID, e.At
	d.fields(e, language.Source, &s)
	return s
}

func (d *decoder) incident(e *raw.Element) Incident {
	in := saysNothing[Incident](language.Incident)
	in.ID = e.ID
	d.fields(e, language.Incident, &in)
	return in
}

// moment reads a date or a time with its offset.
func (d *decoder) moment(v any) (t time.Time, dateOnly bool) {
	switch t := v.(type) {
	case time.Time:
		switch t.Location().String() {
		case localTime:
			d.errorf("date", "", "this is a time without its date")
		case "datetime-local":
			d.errorf("date", "", "this time has no offset: write 2021-10-25T11:20:00+09:00")
		}
		return t, t.Location().String() == "date-local"
	case string:
		if t, err := time.Parse(time.RFC3339, t); err == nil {
			return t, false
		}
		if t, err := time.Parse(time.DateOnly, t); err == nil {
			return t, true
		}
	}
	d.errorf("date", "", "a start is written 2021-10-25T11:20:00+09:00, or 2021-10-25 for a day")
	return time.Time{}, false
}

func (d *decoder) event(v any) Event {
	ev := saysNothing[Event](language.Event)
	if !d.table(v, language.Event, &ev) {
		return ev
	}
	if _, hasAt := v.(map[string]any)["at"]; !hasAt {
		d.errorf("event", `such as at = "0m"`, "this event does not say when: it needs at")
	}
	if !saysMore(v, "at", "for", "reason") {
		d.errorf("event", "it takes fail, degrade, repair, demand or capacity", "nothing happens in this event")
	}
	if ev.For > 0 && !saysMore(v, "at", "for", "reason", "repair") {
		d.in("for", func() {
			d.keyErrorf("event", "", "for says how long a fault, a demand or a capacity lasts, and this event has none")
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
	if !has("node") {
		d.errorf("observation", "", "this observation does not say of which node")
	}
	if has("level") == (has("surged") && o.Surged) {
		d.errorf("observation", "", "an observation gives either level or surged = true")
	}
	if has("at") && (has("from") || has("to")) {
		d.errorf("observation", "", "an observation speaks of one moment (at) or of a spell (from, to), not of both")
	}
	if o.From != nil && o.To != nil && *o.To < *o.From {
		d.errorf("observation", "", "this spell ends before it starts")
	}
	if !o.Scored && !has("reason") {
		d.errorf("observation", "", "an observation with scored = false says why: it needs reason")
	}
}

func (d *decoder) terms(e *raw.Element) Terms {
	t := saysNothing[Terms](language.Terms)
	t.ID = e.ID
	d.fields(e, language.Terms, &t)
	for i := 1; i < len(t.Bands); i++ {
		if t.Bands[i].From <= t.Bands[i-1].From {
			(&decoder{log: d.log, at: e.Item("bands", i)}).errorf("bands", "", "bands go up: this one starts at %s, the one before at %s",
				FormatDuration(t.Bands[i].From), FormatDuration(t.Bands[i-1].From))
		}
	}
	covers, given := e.Keys["covers"]
	if _, isList := raw.AsList(covers.Val); len(t.Covers) == 0 && (isList || !given) {
		d.keyErrorf("covers", "", "these terms cover nothing: they need covers")
	}
	return t
}

func (d *decoder) band(v any) Band {
	b := saysNothing[Band](language.Band)
	d.table(v, language.Band, &b)
	return b
}

func (d *decoder) policy(e *raw.Element) Policy {
	p := saysNothing[Policy](language.Policy)
	p.ID, p.at = e.ID, e.At
	d.fields(e, language.Policy, &p)
	for _, k := range []string{"protect", "against"} {
		if _, ok := e.Keys[k]; !ok {
			d.keyErrorf("policy", fmt.Sprintf("such as %s = \"kind:carrier\"", k), "policy %s does not say %s", quote(e.ID), k)
		}
	}
	if _, ok := e.Keys["max_outage"]; ok && p.For == 0 {
		d.keyErrorf("policy", `such as for = "4h"`, "policy %s has max_outage, but not how long the failure lasts: it needs for", quote(e.ID))
	}
	return p
}

func (d *decoder) option(e *raw.Element) Option {
	o := saysNothing[Option](language.Option)
	o.ID = e.ID
	d.fields(e, language.Option, &o)
	if _, ok := e.Keys["cost"]; !ok {
		d.keyErrorf("option", "in the model's currency", "option %s has no cost", quote(e.ID))
	}
	return o
}

// optionChanges reads add.KIND.ID.KEY or set.KIND.ID.KEY.
func (d *decoder) optionChanges(id string, v any, add bool) []raw.Change {
	tables, ok := v.(map[string]any)
	if !ok {
		d.typeError(v, "a table such as service.ID.needs")
		return nil
	}
	return raw.OptionChanges(d.atNow(), tables, "option:"+id, add, d.log)
}
