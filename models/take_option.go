package models

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/work/pace"
)

// WithOptions returns the model with options taken, as Load does with
// "option:ID"; the model itself stays as it is. It returns Problems where
// options exclude each other or make no valid model together, and a *NameError
// for one that does not exist or is taken already.
//
// The cost is that of reading what the options change, and of linking the model
// anew. Calls at once, on one model or on those that came of it, wait for each
// other: they read the same elements, and note in them where they are.
func (m *Model) WithOptions(ids ...string) (*Model, error) {
	return m.WithOptionsContext(context.Background(), ids...)
}

// WithOptionsContext is WithOptions that ends soon after its context does, with its
// error.
func (m *Model) WithOptionsContext(ctx context.Context, ids ...string) (*Model, error) {
	if len(ids) == 0 {
		return m, nil
	}
	if m.disguise != nil {
		out, err := m.disguise.withOptions(ctx, ids)
		if err != nil {
			return nil, err
		}
		out.amendments = m.amendments
		out.amendAgain(func(amendment) bool { return true }) // the original knows of none
		return out, nil
	}
	if m.loader == nil {
		return nil, &NameError{"the model has no options", ""}
	}
	m.loader.taking.Lock()
	defer m.loader.taking.Unlock()
	changed := map[elementKey][]raw.Change{}
	l := m.loader.fork(ctx, m)
	if err := l.takeMore(ids, changed); err != nil {
		return nil, err
	}
	d := l.decoder()
	for _, key := range slices.SortedFunc(maps.Keys(changed), compareKeys) {
		l.take(key, changed[key], d)
	}
	l.link()
	if err := l.wrong(); err != nil {
		return nil, err
	}
	l.m.amendAgain(func(a amendment) bool { return changed[elementKey{a.class, a.id}] != nil })
	l.m.Digest, l.m.loader = digest(l.m.sources, l.applied), l
	return l.m, nil
}

// fork returns a loader of a copy of a model, whose lists of what options and dates
// change are its own.
func (l *loader) fork(ctx context.Context, m *Model) *loader {
	out := *m
	out.lay = &layout{}
	out.Nodes, out.Populations, out.Sectors = slices.Clone(m.Nodes), slices.Clone(m.Populations), slices.Clone(m.Sectors)
	out.Kinds, out.Terms, out.Policies, out.Options = slices.Clone(m.Kinds), slices.Clone(m.Terms), slices.Clone(m.Policies), slices.Clone(m.Options)
	x := *l
	x.ctx, x.pace = ctx, pace.New(ctx)
	x.m, x.log, x.tried = &out, &source.Log{}, true
	x.replaced, x.finished, x.changes = maps.Clone(l.replaced), maps.Clone(l.finished), maps.Clone(l.changes)
	x.applied, x.dated = slices.Clone(l.applied), slices.Clone(l.dated)
	return &x
}

// takeMore notes options as taken, and sorts what they change by element.
func (l *loader) takeMore(ids []string, changed map[elementKey][]raw.Change) error {
	for _, id := range ids {
		o := l.m.Option(id)
		if o == nil || slices.Contains(l.applied, "option:"+id) {
			return &NameError{fmt.Sprintf("option %s does not exist, or is taken already", quote(id)), ""}
		}
		l.applied = append(l.applied, "option:"+id)
		for _, c := range o.changes {
			key := elementKey{l.class(c.Table), c.ID}
			changed[key] = append(changed[key], c)
			l.exclude(key, c)
		}
	}
	return nil
}

// take changes one element, and puts what it says into the model.
func (l *loader) take(key elementKey, changes []raw.Change, d *decoder) {
	e := l.copyOf(key)
	if e == nil {
		e = l.newElement(changes)
	}
	e.Apply(changes, l.log)
	l.finished[key] = e
	l.noteDates(key, e)
	l.changes[key] = append(slices.Clone(l.changes[key]), changes...)
	l.put(key, e, d)
}

// put puts what an element says into the model.
func (l *loader) put(key elementKey, e *raw.Element, d *decoder) {
	m := l.m
	switch key.class {
	case classNode:
		put(&m.Nodes, d.node(e), func(n Node) string { return n.ID })
	case tablePopulation:
		put(&m.Populations, d.population(e), func(p Population) string { return p.ID })
	case tableSector:
		put(&m.Sectors, d.sector(e), func(s Sector) string { return s.ID })
	case tableKind:
		put(&m.Kinds, d.kind(e), func(k Kind) string { return k.ID })
	case tableTerms:
		put(&m.Terms, d.terms(e), func(t Terms) string { return t.ID })
	case tablePolicy:
		put(&m.Policies, d.policy(e), func(p Policy) string { return p.ID })
	case tableOption:
		put(&m.Options, d.option(e), func(o Option) string { return o.ID })
	}
}

// put replaces the element of the same id in a list sorted by id, or adds it.
func put[T any](list *[]T, x T, id func(T) string) {
	i, found := slices.BinarySearchFunc(*list, id(x), func(t T, want string) int { return strings.Compare(id(t), want) })
	if found {
		(*list)[i] = x
	} else {
		*list = slices.Insert(*list, i, x)
	}
}
