package models

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/models/internal/raw"
)

// noteDates notes an element that says something by date.
func (l *loader) noteDates(key elementKey, e *raw.Element) {
	if len(e.Dates) > 0 && !slices.Contains(l.dated, key) {
		l.dated = append(l.dated, key)
	}
}

// Day returns the day on which the model takes facts by date, "2025-12-31"; "" where it
// takes the latest of all.
func (m *Model) Day() string { return m.day }

// At returns the model with the facts by date that held on a date, of which the last
// day counts: "2021", "2021-10", "2021-10-25"; the model itself stays as it is. "" is
// the latest. It returns Problems where what held then is no valid model.
//
// What incidents and terms name need not have been there on that day; policies that name
// nothing on it are left out (Absent has them).
//
// Where nothing is by date, or the same held as now, it is the model itself. Else the
// cost is that of reading what is by date, and of linking the model anew. Calls at once
// wait for each other, as those of WithOptions do.
func (m *Model) At(date string) (*Model, error) { return m.AtContext(context.Background(), date) }

// AtContext is At that ends soon after its context does, with its error.
func (m *Model) AtContext(ctx context.Context, date string) (*Model, error) {
	day := date
	if day != "" {
		day = LastDay(date)
	}
	if m.disguise != nil {
		return m.disguise.at(ctx, m, day)
	}
	if m.day == day {
		return m, nil
	}
	if m.loader == nil {
		return m.onDay(day), nil
	}
	m.loader.taking.Lock()
	defer m.loader.taking.Unlock()
	l := m.loader.fork(ctx, m)
	l.m.Policies, l.m.absent = append(l.m.Policies, m.absent...), nil
	byID(l.m.Policies, func(p *Policy) string { return p.ID })
	moved := l.moveTo(day)
	if len(moved) == 0 {
		return m.onDay(day), ctx.Err()
	}
	l.link()
	if l.log.Empty() && day != "" {
		l.leaveOut(ctx)
	}
	if err := l.wrong(); err != nil {
		return nil, err
	}
	l.m.amendAgain(func(a amendment) bool { return moved[elementKey{a.class, a.id}] })
	l.m.loader = l
	return l.m, nil
}

// Absent returns the policies that are left out since they name nothing on the day of the
// model, sorted.
func (m *Model) Absent() []string {
	out := make([]string, len(m.absent))
	for i := range m.absent {
		out[i] = m.absent[i].ID
	}
	return out
}

// leaveOut leaves out policies that name nothing on the day of the model.
func (l *loader) leaveOut(ctx context.Context) {
	l.m.Policies = slices.DeleteFunc(l.m.Policies, func(p Policy) bool {
		_, protect := l.m.SelectContext(ctx, p.Protect)
		_, against := l.m.SelectFailuresContext(ctx, p.Against)
		if protect == nil && against == nil || ctx.Err() != nil {
			return false
		}
		l.m.absent = append(l.m.absent, p)
		return true
	})
}

// moveTo reads what held on a day, and returns what says something else then than now.
func (l *loader) moveTo(day string) map[elementKey]bool {
	now, moved := l.m.day, map[elementKey]bool{}
	l.m.day = day
	d := l.decoder()
	for _, key := range l.dated {
		if l.pace.Over() {
			break
		}
		if e := l.copyOf(key); e.Era(now) != e.Era(day) {
			moved[key] = true
			l.put(key, e, d)
		}
	}
	return moved
}

// onDay returns the model with the same facts on another day; the model itself where
// nothing can ever hang on that: an option that changes something by date, or the dates
// of terms.
func (m *Model) onDay(day string) *Model {
	byDate := func(c raw.Change) bool { return c.From != "" }
	matters := slices.ContainsFunc(m.Options, func(o Option) bool { return slices.ContainsFunc(o.changes, byDate) }) ||
		slices.ContainsFunc(m.Terms, func(t Terms) bool { return t.From != "" || t.Until != "" })
	if !matters {
		return m
	}
	out := *m
	out.day = day
	return &out
}

// SameFacts says whether two models that came of one say the same of nodes, populations,
// sectors and kinds, as far as that can be told at once.
func (m *Model) SameFacts(other *Model) bool {
	return same(m.Nodes, other.Nodes) && same(m.Populations, other.Populations) && same(m.Sectors, other.Sectors) && same(m.Kinds, other.Kinds)
}

// same says whether two lists are one.
func same[T any](a, b []T) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

// at is At of a model in other words.
func (d *disguised) at(ctx context.Context, m *Model, day string) (*Model, error) {
	then, err := d.original.AtContext(ctx, day)
	if err != nil || then == d.original {
		return m, err
	}
	out := then.Disguised(d.Disguise)
	out.amendments = m.amendments
	out.amendAgain(func(amendment) bool { return true }) // the original knows of none
	return out, nil
}
