package models

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
)

// checkOptions tries what each option would change, so that a broken one is
// found before anyone takes it.
func (l *loader) checkOptions(k *linker) {
	for i := range l.m.Options {
		if l.ctx.Err() != nil {
			return
		}
		changed := map[elementKey][]raw.Change{}
		for _, c := range l.m.Options[i].changes {
			e := &raw.Element{Table: c.Table, ID: c.ID, At: c.Element}
			if l.known(e) {
				key := elementKey{l.class(c.Table), c.ID}
				changed[key] = append(changed[key], c)
			}
		}
		l.tryOption(k, changed)
	}
}

// tryOption reads and links the elements that an option changes as they would
// then be. The cost is theirs, not the model's.
func (l *loader) tryOption(k *linker, changed map[elementKey][]raw.Change) {
	d := &decoder{log: l.log}
	k.trial = map[string]*Node{}
	var undo []func()
	for _, key := range slices.SortedFunc(maps.Keys(changed), compareKeys) {
		changes := changed[key]
		e := l.copyOf(key)
		if e == nil {
			e = l.newElement(changes)
		}
		e.Apply(changes, l.log)
		switch key.class {
		case classNode:
			n := d.node(e)
			k.trial[n.ID] = &n
		case tablePopulation:
			p := d.population(e)
			undo = append(undo, swap(k.populations, p.ID, &p))
		case tableSector:
			d.sector(e)
			undo = append(undo, swap(k.sectors, key.id, true))
		default:
			l.log.Add(Problem{Code: "option", Message: fmt.Sprintf("an option cannot change %s", e.Name()),
				Hint: "it changes nodes, populations and sectors"}, changes[0].Element, true)
		}
	}
	l.linkTrial(k, changed)
	k.trial = nil
	for _, f := range undo {
		f()
	}
}

// swap sets an entry of a map and returns what sets it back.
func swap[V any](m map[string]V, key string, val V) (undo func()) {
	old, ok := m[key]
	m[key] = val
	if !ok {
		return func() { delete(m, key) }
	}
	return func() { m[key] = old }
}

// linkTrial links what tryOption has read.
func (l *loader) linkTrial(k *linker, changed map[elementKey][]raw.Change) {
	for _, id := range slices.Sorted(maps.Keys(k.trial)) {
		k.node(k.trial[id])
	}
	for key := range changed {
		if key.class == tablePopulation {
			k.population(k.populations[key.id])
		}
	}
}

func compareKeys(a, b elementKey) int {
	if a.class != b.class {
		return strings.Compare(a.class, b.class)
	}
	return strings.Compare(a.id, b.id)
}

// copyOf returns a copy of an element of the model for changes to be tried on,
// or nil. A node of JSON Lines is read again.
func (l *loader) copyOf(key elementKey) *raw.Element {
	e := l.finished[key]
	if e == nil && key.class == classNode && len(l.lines) > 0 {
		if n := l.m.Node(key.id); n != nil {
			return l.reread(n)
		}
	}
	if e == nil {
		return nil
	}
	return e.Clone()
}
