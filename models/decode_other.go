package models

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// shareTolerance is how far shares may be from summing to 1.
const shareTolerance = 0.001

func (d *decoder) model(m *Model, e *element) {
	d.fields(e, keySet{
		"title":       func(v any) { m.Title = d.name(v) },
		"description": func(v any) { m.Description = d.text(v) },
		"lang":        func(v any) { m.Lang = d.oneOf(v, languages()...); d.lang = m.Lang }, // the title follows
		"currency":    func(v any) { m.Currency = d.attribute(v) },
		"horizon":     func(v any) { m.Horizon = d.parse(v, ParseHorizon) },
		"asof":        func(v any) { m.Asof = d.asof(v) },
		"source":      func(v any) { m.Source = d.attribute(v) },
	})
}

func (d *decoder) kind(e *element) Kind {
	k := Kind{ID: e.id, Shape: "box", at: e.at}
	d.fields(e, keySet{
		"name":        func(v any) { k.Name = d.name(v) },
		"description": func(v any) { k.Description = d.text(v) },
		"shape":       func(v any) { k.Shape = d.oneOf(v, Shapes()...) },
	})
	return k
}

func (d *decoder) population(e *element) Population {
	p := Population{ID: e.id, at: e.at, keyAt: e.movedKeys()}
	keys := keySet{
		"name":        func(v any) { p.Name = d.name(v) },
		"description": func(v any) { p.Description = d.text(v) },
		"size": func(v any) {
			x := d.number(v, "more than 0", func(x float64) bool { return x > 0 })
			p.Size = &x
		},
		"access": func(v any) {
			d.numbers(v, d.share, func(id string, x float64) { p.Access = append(p.Access, Access{id, x}) })
			if _, ok := v.(map[string]any); ok {
				d.checkShares(p.Access)
			}
		},
	}
	d.fields(e, keys.with(d.provenance(func() **Provenance { return &p.Provenance })))
	if _, given := e.keys["access"]; !given {
		d.keyErrorf("access", `such as access = { kt-internet = 0.4, skb-internet = 0.6 }`, "population %s has no access: who reaches what over which node", quote(e.id))
	}
	return p
}

func (d *decoder) checkShares(access []Access) {
	sum := 0.0
	for _, a := range access {
		if a.Share == 0 {
			return // said already
		}
		sum += a.Share
	}
	if math.Abs(sum-1) > shareTolerance+1e-9 {
		d.keyErrorf("shares", "", "the shares sum to %.4g, not to 1", sum)
	}
}

func (d *decoder) sector(e *element) Sector {
	s := Sector{ID: e.id, FailsAt: DefaultFailsAt, at: e.at}
	keys := keySet{
		"name":        func(v any) { s.Name = d.name(v) },
		"description": func(v any) { s.Description = d.text(v) },
		"fails_at":    func(v any) { s.FailsAt = d.share(v) },
	}
	d.fields(e, keys.with(d.provenance(func() **Provenance { return &s.Provenance })))
	return s
}

func (d *decoder) incident(e *element) Incident {
	in := Incident{ID: e.id}
	keys := keySet{
		"name":        func(v any) { in.Name = d.name(v) },
		"description": func(v any) { in.Description = d.text(v) },
		"start":       func(v any) { in.Start, in.DateOnly = d.moment(v) },
		"events": func(v any) {
			d.list(v, func(v any) { in.Events = append(in.Events, d.event(v)) })
		},
		"observed": func(v any) {
			d.list(v, func(v any) { in.Observed = append(in.Observed, d.observation(v)) })
		},
	}
	d.fields(e, keys.with(d.provenance(func() **Provenance { return &in.Provenance })))
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
	var ev Event
	hasAt := false
	settings := func(out *[]Setting) func(v any) {
		return func(v any) {
			d.numbers(v, d.amount, func(id string, x float64) { *out = append(*out, Setting{id, x}) })
		}
	}
	ok := d.table(v, keySet{
		"at":       func(v any) { hasAt, ev.At = true, d.duration(v) },
		"fail":     func(v any) { ev.Fail = d.strings(v) },
		"degrade":  func(v any) { ev.Degrade = d.strings(v) },
		"repair":   func(v any) { ev.Repair = d.strings(v) },
		"demand":   settings(&ev.Demand),
		"capacity": settings(&ev.Capacity),
		"for":      func(v any) { ev.For = d.positive(v) },
		"reason":   func(v any) { ev.Reason = d.attribute(v) },
	})
	if !ok {
		return ev
	}
	if !hasAt {
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
		l, isList := asList(x)
		t, isTable := x.(map[string]any)
		if empty := isList && len(l) == 0 || isTable && len(t) == 0; !empty && !slices.Contains(than, k) {
			return true
		}
	}
	return false
}

func (d *decoder) observation(v any) Observation {
	o := Observation{Scored: true, Within: 5 * time.Minute}
	moment := func(out **time.Duration) func(v any) {
		return func(v any) { t := d.duration(v); *out = &t }
	}
	keys := keySet{
		"node":   func(v any) { o.Node = d.attribute(v) },
		"level":  func(v any) { o.Level = d.oneOf(v, "up", "degraded", "down", "partial") },
		"surged": func(v any) { o.Surged = d.boolean(v) },
		"from":   moment(&o.From),
		"to":     moment(&o.To),
		"at":     moment(&o.At),
		"within": func(v any) { o.Within = d.duration(v) },
		"fitted": func(v any) { o.Fitted = d.boolean(v) },
		"scored": func(v any) { o.Scored = d.boolean(v) },
		"reason": func(v any) { o.Reason = d.attribute(v) },
	}
	if t, ok := v.(map[string]any); ok && d.table(v, keys.with(d.provenance(func() **Provenance { return &o.Source }))) {
		d.checkObservation(&o, t)
	} else if !ok {
		d.typeError(v, "a table")
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

func (d *decoder) terms(e *element) Terms {
	t := Terms{ID: e.id}
	keys := keySet{
		"name":        func(v any) { t.Name = d.name(v) },
		"description": func(v any) { t.Description = d.text(v) },
		"covers":      func(v any) { t.Covers = append(t.Covers, d.strings(v)...) },
		"consecutive": func(v any) { t.Consecutive = d.positive(v) },
		"monthly":     func(v any) { t.Monthly = d.positive(v) },
		"bands":       func(v any) { d.list(v, func(v any) { t.Bands = append(t.Bands, d.band(v)) }) },
	}
	d.fields(e, keys.with(d.provenance(func() **Provenance { return &t.Provenance })))
	for i := 1; i < len(t.Bands); i++ {
		if t.Bands[i].From <= t.Bands[i-1].From {
			(&decoder{log: d.log, at: e.item("bands", i)}).errorf("bands", "", "bands go up: this one starts at %s, the one before at %s",
				FormatDuration(t.Bands[i].From), FormatDuration(t.Bands[i-1].From))
		}
	}
	raw, given := e.keys["covers"]
	if _, isList := asList(raw.val); len(t.Covers) == 0 && (isList || !given) {
		d.keyErrorf("covers", "", "these terms cover nothing: they need covers")
	}
	return t
}

func (d *decoder) band(v any) Band {
	var b Band
	d.table(v, keySet{
		"from": func(v any) { b.From = d.duration(v) },
		"pay":  func(v any) { b.Pay = d.amount(v) },
	})
	return b
}

func (d *decoder) policy(e *element) Policy {
	p := Policy{ID: e.id, Failures: 1, at: e.at}
	keys := keySet{
		"name":        func(v any) { p.Name = d.name(v) },
		"description": func(v any) { p.Description = d.text(v) },
		"protect":     func(v any) { p.Protect = d.attribute(v) },
		"against":     func(v any) { p.Against = d.attribute(v) },
		"failures":    func(v any) { p.Failures = d.whole(v, "1 or 2", func(n int64) bool { return n == 1 || n == 2 }) },
		"worst":       func(v any) { p.Worst = d.oneOf(v, "up", "degraded", "down") },
		"max_share":   func(v any) { x := d.probability(v); p.MaxShare = &x },
		"max_outage":  func(v any) { t := d.duration(v); p.MaxOutage = &t },
		"for":         func(v any) { p.For = d.positive(v) },
	}
	d.fields(e, keys.with(d.provenance(func() **Provenance { return &p.Provenance })))
	for _, k := range []string{"protect", "against"} {
		if _, ok := e.keys[k]; !ok {
			d.keyErrorf("policy", fmt.Sprintf("such as %s = \"kind:carrier\"", k), "policy %s does not say %s", quote(e.id), k)
		}
	}
	if _, ok := e.keys["max_outage"]; ok && p.For == 0 {
		d.keyErrorf("policy", `such as for = "4h"`, "policy %s has max_outage, but not how long the failure lasts: it needs for", quote(e.id))
	}
	return p
}

func (d *decoder) option(e *element) Option {
	o := Option{ID: e.id}
	keys := keySet{
		"name":        func(v any) { o.Name = d.name(v) },
		"description": func(v any) { o.Description = d.text(v) },
		"cost":        func(v any) { o.Cost = d.amount(v) },
		"add":         func(v any) { o.changes = append(o.changes, d.optionChanges(o.ID, v, true)...) },
		"set":         func(v any) { o.changes = append(o.changes, d.optionChanges(o.ID, v, false)...) },
	}
	d.fields(e, keys.with(d.provenance(func() **Provenance { return &o.Provenance })))
	if _, ok := e.keys["cost"]; !ok {
		d.keyErrorf("option", "in the model's currency", "option %s has no cost", quote(e.id))
	}
	return o
}

// optionChanges reads add.KIND.ID.KEY or set.KIND.ID.KEY.
func (d *decoder) optionChanges(id string, v any, add bool) []change {
	tables, ok := v.(map[string]any)
	if !ok {
		d.typeError(v, "a table such as service.ID.needs")
		return nil
	}
	var out []change
	for _, e := range splitTOML(d.atNow(), tables, d.log) {
		if add {
			lists := map[string]any{}
			for k, raw := range e.keys {
				lists[k] = raw.val
			}
			out = append(out, additions(change{table: e.table, id: e.id, element: e.at, overlay: "option:" + id}, rawKey{lists, e.at}, d.log)...)
			continue
		}
		out = append(out, changesOf(e, "option:"+id, d.log)...)
	}
	return out
}
