package models

import (
	"fmt"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/language"
)

func (d *decoder) model(m *Model, e *raw.Element) {
	if lang, ok := e.Keys["lang"].Val.(string); ok && slices.Contains(language.Languages(), lang) {
		d.lang = lang // the title follows
	}
	d.fields(e, language.Model, m)
}

func (d *decoder) overlay(e *raw.Element, file *source.File) Overlay {
	o := saysNothing[Overlay](language.Overlay)
	o.File = file.Label
	d.fields(e, language.Overlay, &o)
	return o
}

func (d *decoder) kind(e *raw.Element) Kind {
	k := saysNothing[Kind](language.Kind)
	k.ID, k.at = e.ID, e.At
	e, k.History = historyOf(d, e, language.Kind, k)
	d.fields(e, language.Kind, &k)
	if isBuiltin(e.ID) {
		d.reopened(e)
	}
	return k
}

// reopened finds what a model may not say of a kind that is built in.
func (d *decoder) reopened(e *raw.Element) {
	for _, key := range slices.Sorted(maps.Keys(e.Keys)) {
		if key != "supply" {
			at := &decoder{log: d.log, at: e.Keys[key].At}
			at.keyErrorf("bad-kind", "a kind of your own takes any name: [kind.…]", "the kind %s is part of the language: it may be re-opened for supply, not for %s", quote(e.ID), key)
		}
	}
}

func (d *decoder) population(e *raw.Element) Population {
	p := saysNothing[Population](language.Population)
	p.ID, p.at = e.ID, e.At
	e, p.History = historyOf(d, e, language.Population, p)
	p.keyAt = e.MovedKeys()
	before := d.log.Count()
	d.fields(e, language.Population, &p)
	d.people(e, &p)
	p.wrong = d.log.Count() > before
	return p
}

func (d *decoder) sector(e *raw.Element) Sector {
	s := saysNothing[Sector](language.Sector)
	s.ID, s.at = e.ID, e.At
	e, s.History = historyOf(d, e, language.Sector, s)
	d.fields(e, language.Sector, &s)
	return s
}

func (d *decoder) source(e *raw.Element) Source {
	s := saysNothing[Source](language.Source)
	s.ID, s.at = e.ID, e.At
	d.fields(e, language.Source, &s)
	return s
}

func (d *decoder) terms(e *raw.Element) Terms {
	t := saysNothing[Terms](language.Terms)
	t.ID = e.ID
	e, t.History = historyOf(d, e, language.Terms, t)
	d.fields(e, language.Terms, &t)
	for i := 1; i < len(t.Bands); i++ {
		if t.Bands[i].From <= t.Bands[i-1].From {
			(&decoder{log: d.log, at: e.Item("bands", i)}).errorf("bands", "", "bands go up: this one starts at %s, the one before at %s",
				FormatDuration(t.Bands[i].From), FormatDuration(t.Bands[i-1].From))
		}
	}
	if t.From != "" && t.Until != "" && FirstDay(t.From) > LastDay(t.Until) {
		(&decoder{log: d.log, at: e.Keys["until"].At}).errorf("terms", "", "these terms end before they begin, on %s", FirstDay(t.From))
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
	e, p.History = historyOf(d, e, language.Policy, p)
	d.fields(e, language.Policy, &p)
	for _, k := range []string{"protect", "against"} {
		if _, ok := e.Keys[k]; !ok {
			d.keyErrorf("policy", fmt.Sprintf("such as %s = \"kind:carrier\"", k), "policy %s does not say %s", quote(e.ID), k)
		}
	}
	return p
}

func (d *decoder) option(e *raw.Element) Option {
	o := saysNothing[Option](language.Option)
	o.ID = e.ID
	e, o.History = historyOf(d, e, language.Option, o)
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
