package models

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// checkDates tries what each element that says something by date was on other days than
// the last, so that what is wrong then is found before anyone asks about it.
func (l *loader) checkDates(k *linker) {
	slices.SortFunc(l.dated, compareKeys)
	for _, key := range l.dated {
		if l.pace.Over() {
			return
		}
		e := l.copyOf(key)
		l.tryDay(k, key, e, dayBefore(e.Dates[0].From), " (before "+e.Dates[0].From+")")
		for _, x := range e.Dates[:len(e.Dates)-1] {
			l.tryDay(k, key, e, x.From, " (from "+x.From+" on)")
		}
	}
}

func dayBefore(day string) string {
	t, _ := time.Parse(time.DateOnly, day) // it was checked when it was read
	return t.AddDate(0, 0, -1).Format(time.DateOnly)
}

// tryDay reads and links one element as it was on a day. The cost is its own, not the
// model's, as long as nothing is wrong.
func (l *loader) tryDay(k *linker, key elementKey, e *raw.Element, day, when string) {
	log := &source.Log{}
	d := &decoder{log: log, lang: l.m.Lang, day: day}
	var link func(*linker)
	switch key.class {
	case classNode:
		n := d.node(e)
		link = func(k *linker) {
			k.trial = map[string]*Node{n.ID: &n}
			k.node(&n)
		}
	case tablePopulation:
		p := d.population(e)
		link = func(k *linker) {
			undo := swap(k.populations, p.ID, &p)
			k.population(&p)
			undo()
		}
	case tableTerms:
		t := d.terms(e)
		now, _ := e.On(day)
		link = func(k *linker) { k.terms(&t, now) }
	case tablePolicy:
		p := d.policy(e)
		now, _ := e.On(day)
		link = func(k *linker) { k.policy(&p, now) }
	case tableSector:
		d.sector(e)
	case tableKind:
		d.kind(e)
	case tableOption:
		d.option(e)
	}
	l.log.Merge(log, when)
	if link != nil {
		l.linkOn(day, when, k, link)
	}
}

// linkOn checks the references of what is asked of a day, with when that is so behind the
// messages: what is not there now may have been there then.
func (l *loader) linkOn(day, when string, k *linker, check func(*linker)) {
	now := *k
	now.log = &source.Log{}
	check(&now)
	k.selecting, k.idle = now.selecting, now.idle
	if now.log.Empty() || day == "" || len(l.dated) == 0 {
		l.log.Merge(now.log, when)
		return
	}
	x := l.fork(l.ctx, l.m)
	x.moveTo(day)
	x.m.indexNodes(l.pace)
	then := newLinker(x.m, &source.Log{Partial: l.log.Partial}, l.pace)
	then.refused = k.refused
	check(then)
	k.selecting += then.selecting
	l.log.Merge(then.log, when)
}
