package models

import (
	"context"
	"iter"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/work/pace"
)

// Disguise says what stands for what in a model that is told in other words.
type Disguise interface {
	// Rewrite gives a copy of a model its other words. Lists and what pointers
	// lead to are shared with the model: what it changes it replaces.
	Rewrite(m, copied *Model)
	// Element returns what the element of a table is called.
	Element(table, id string) string
	// File returns what a file of the model is called, and Overlay what was given
	// as one: "option:ID", "variant:NAME" or a file.
	File(name string) string
	Overlay(with string) string
	// Option returns the id that the option had before, or the id itself.
	Option(id string) string
}

// disguised is what a model in other words remembers of where it comes from.
type disguised struct {
	Disguise
	original *Model
}

// Disguised returns the model in other words. It stays in them where options are
// taken, says in them where its nodes stand, and answers as the model does.
//
// Cost: that of Rewrite, and of sorting all lists by their new ids.
func (m *Model) Disguised(d Disguise) *Model {
	out := *m
	out.loader, out.absent = nil, nil
	out.lay, out.told = &layout{}, nil // parts told apart by names are no more: they are other names
	out.disguise = &disguised{d, m}
	out.with = slices.Clone(m.with)
	for i := range out.with {
		out.with[i] = d.Overlay(out.with[i])
	}
	d.Rewrite(m, &out)
	out.Options = slices.Clone(out.Options)
	for i := range out.Options {
		out.Options[i].rename(d.Element)
	}
	out.sort()
	out.indexNodes(pace.New(context.Background()))
	return &out
}

// rename gives the elements that an option changes other ids. What it makes of them
// is left out: that is read from the original.
func (o *Option) rename(element func(table, id string) string) {
	o.changes = slices.Clone(o.changes)
	for i := range o.changes {
		c := &o.changes[i]
		c.ID, c.Val = element(c.Table, c.ID), nil
	}
}

// withOptions takes options of the original, and what it becomes in the same words.
func (d *disguised) withOptions(ctx context.Context, ids []string) (*Model, error) {
	real := make([]string, len(ids))
	for i, id := range ids {
		real[i] = d.Option(id)
	}
	with, err := d.original.WithOptionsContext(ctx, real...)
	if err != nil {
		return nil, err
	}
	return with.Disguised(d.Disguise), nil
}

// sort puts everything into the order of its ids.
func (m *Model) sort() {
	byID(m.Policies, func(x *Policy) string { return x.ID })
	byID(m.Incidents, func(x *Incident) string { return x.ID })
	byID(m.Terms, func(x *Terms) string { return x.ID })
	byID(m.Options, func(x *Option) string { return x.ID })
	byID(m.Kinds, func(x *Kind) string { return x.ID })
	byID(m.Sources, func(x *Source) string { return x.ID })
	byID(m.Populations, func(x *Population) string { return x.ID })
	byID(m.Nodes, func(x *Node) string { return x.ID })
}

func byID[T any](list []T, id func(*T) string) {
	slices.SortFunc(list, func(a, b T) int { return strings.Compare(id(&a), id(&b)) })
}

// Files yields the files that the model was read from, in the order in which it was
// read: what the user would call each, and its bytes without a byte order mark,
// which are not to be written into.
func (m *Model) Files() iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, src := range m.sources {
			if !yield(src.Name, src.Data) {
				return
			}
		}
	}
}
