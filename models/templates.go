package models

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// Bounds of what all templates of a model may stand for together.
const (
	MaxWritten      = 100_000   // elements
	maxWrittenBytes = 128 << 20 // of these, every value counted as some bytes
)

// templates writes out what templates stand for.
type templates struct {
	l       *loader
	splits  map[string]splits // by population
	called  raw.Called
	named   []source.Place // of the names of templates
	written int
	bytes   int
}

// splits are the values of the splits of a population, by name.
type splits map[string][]string

// writeOut writes the templates among the elements of the model's files and of overlays
// out: those of populations and kinds first, since others may take the values of a split.
func (l *loader) writeOut(elements, changed []raw.Element) (all, changes []raw.Element) {
	isTemplate := func(e raw.Element) bool { return e.IsTemplate() }
	if !slices.ContainsFunc(elements, isTemplate) && !slices.ContainsFunc(changed, isTemplate) {
		return elements, changed
	}
	t := &templates{l: l, called: raw.Called{}}
	for _, list := range [][]raw.Element{elements, changed} {
		for i := range list {
			t.called.Read(&list[i], l.log)
		}
	}
	for _, early := range []bool{true, false} {
		t.findSplits(elements, changed)
		elements, changed = t.expand(elements, early), t.expand(changed, early)
	}
	t.checkNames()
	return t.besides(elements, false), t.besides(changed, true)
}

// expand writes out templates of populations and kinds, or all others.
func (t *templates) expand(elements []raw.Element, early bool) []raw.Element {
	var out []raw.Element
	for i := range elements {
		if e := &elements[i]; e.IsTemplate() && early == (e.Table == tablePopulation || e.Table == tableKind) {
			out = append(out, t.write(e)...)
		} else {
			out = append(out, *e)
		}
	}
	return out
}

// write writes one template out. Of one that is wrong nothing is known.
func (t *templates) write(e *raw.Element) []raw.Element {
	log := t.l.log
	names, values, ok := e.ReadEach(t.values, log)
	if ok {
		e.CheckCalled(names, values, log)
	}
	count := 1
	for i := range names {
		t.named = append(t.named, e.Keys[raw.Each].At.With(names[i]))
		count = min(count*max(len(values[i]), 1), MaxWritten+1)
	}
	if ok && (t.written+count > MaxWritten || t.bytes+count*e.Size() > maxWrittenBytes) {
		log.Add(Problem{Code: "too-large", Message: fmt.Sprintf("with this one the templates of the model stand for more than %d elements, or for more than %d MiB", MaxWritten, maxWrittenBytes>>20),
			Hint: "write a model of this size as JSON Lines"}, e.Keys[raw.Each].At, true)
		ok = false
	}
	if !ok {
		t.l.broken = true
		return nil
	}
	t.written, t.bytes = t.written+count, t.bytes+count*e.Size()
	out, at := make([]raw.Element, count), make([]string, len(names))
	for i := range out {
		rest := i
		for k := len(names) - 1; k >= 0; k-- {
			at[k] = values[k][rest%len(values[k])]
			rest /= len(values[k])
		}
		out[i] = e.WriteOut(names, at, t.called, log)
	}
	return out
}

// values returns the values of the split that "population:ID/SPLIT" names.
func (t *templates) values(text string, at source.Place) []string {
	rest, ok := strings.CutPrefix(text, "population:")
	id, split, both := strings.Cut(rest, "/")
	if !ok || !both {
		t.fail(at, "template", `such as ["seoul", "busan"], or "population:people/region"`, "%s names no split of a population", quote(text))
		return nil
	}
	of, known := t.splits[id]
	if !known {
		t.fail(at, "unknown-population", t.l.log.Suggest(id, func() []string { return slices.Sorted(maps.Keys(t.splits)) }), "there is no population %s", quote(id))
		return nil
	}
	if len(of[split]) == 0 {
		has := slices.Sorted(maps.Keys(of))
		hint := t.l.log.Suggest(split, func() []string { return has })
		if hint == "" && len(has) > 0 {
			hint = "its splits are " + listWords(has)
		}
		t.fail(at, "unknown-split", hint, "population %s has no split %s", quote(id), quote(split))
	}
	return of[split]
}

func (t *templates) fail(at source.Place, code, hint, format string, args ...any) {
	t.l.log.Add(Problem{Code: code, Hint: hint, Message: fmt.Sprintf(format, args...)}, at, false)
}

// findSplits finds the splits of the populations that are written out, with all that
// overlays and dates make of them.
func (t *templates) findSplits(elements, changed []raw.Element) {
	populations, scratch := map[string]*raw.Element{}, &source.Log{}
	for _, e := range append(slices.Clone(elements), t.l.populationLines()...) {
		if e.Table == tablePopulation && !e.IsTemplate() {
			populations[e.ID] = e.Clone()
		}
	}
	changes := map[string][]raw.Change{}
	for _, e := range changed {
		if e.Table == tablePopulation && !e.IsTemplate() {
			changes[e.ID] = append(changes[e.ID], e.Changes("", scratch)...)
			if populations[e.ID] == nil {
				populations[e.ID] = elementOfChanges(changes[e.ID])
			}
		}
	}
	t.splits = map[string]splits{}
	for id, e := range populations {
		e.Apply(changes[id], scratch)
		t.splits[id] = splitsOf(e)
	}
}

// splitsOf returns the values of the splits of a population on all its days.
func splitsOf(e *raw.Element) splits {
	found := map[string]map[string]bool{}
	add := func(split string, shares any) {
		table, _ := shares.(map[string]any)
		for value := range table {
			if found[split] == nil {
				found[split] = map[string]bool{}
			}
			found[split][value] = true
		}
	}
	note := func(keys map[string]raw.Value) {
		add(LineAccess, keys["access"].Val)
		for key, v := range keys {
			if split, is := strings.CutPrefix(key, "by."); is {
				add(split, v.Val)
			}
		}
	}
	note(e.Keys)
	for i := range e.Dates {
		note(e.Dates[i].Keys)
	}
	out := splits{}
	for split, values := range found {
		out[split] = slices.Sorted(maps.Keys(values))
	}
	return out
}

// populationLines reads the populations among the lines of a model.
func (l *loader) populationLines() []raw.Element {
	var out []raw.Element
	lr := raw.NewLines(&source.Log{})
	for _, src := range l.lines {
		for line, text := range src.Lines() {
			if l.pace.Over() {
				break
			}
			if !bytes.Contains(text, []byte(`"`+tablePopulation+`"`)) {
				continue
			}
			if e, ok := lr.Read(source.Place{File: src.File, Line: line}, text); ok && e.Table == tablePopulation {
				e.Keys = maps.Clone(e.Keys) // which are gone with the next line
				out = append(out, e)
			}
		}
	}
	return out
}

// checkNames finds names of templates that are those of splits, which stand in braces in
// the lines of a population.
func (t *templates) checkNames() {
	of := map[string]string{}
	for _, id := range slices.Backward(slices.Sorted(maps.Keys(t.splits))) {
		for split := range t.splits[id] {
			of[split] = id
		}
	}
	for _, at := range t.named {
		name := at.Path[len(at.Path)-1]
		if id, is := of[name]; is {
			t.l.log.Add(Problem{Code: "template", Message: fmt.Sprintf("%s is the name of a split of population %s", quote(name), quote(id)),
				Hint: "call it otherwise, here and where it stands in braces"}, at, true)
		}
	}
}

// besides leaves out what templates write where an element of the same id is written out
// itself, and finds two templates that write the same: among the files of the model, or
// in each overlay by itself.
func (t *templates) besides(elements []raw.Element, each bool) []raw.Element {
	type key struct {
		file *source.File
		elementKey
	}
	keyOf := func(e *raw.Element) key {
		k := key{nil, elementKey{string(raw.PlaceOf(e.Table)), e.ID}}
		if each {
			k.file = e.At.File
		}
		return k
	}
	plain, written := map[key]bool{}, map[key]*raw.Element{}
	for i := range elements {
		if e := &elements[i]; !e.IsWritten() {
			plain[keyOf(e)] = true
		}
	}
	out := make([]raw.Element, 0, len(elements))
	for i := range elements {
		e := &elements[i]
		if e.IsWritten() {
			k := keyOf(e)
			first := written[k]
			if plain[k] {
				continue
			}
			if first != nil {
				t.l.duplicate(first, e)
				continue
			}
			written[k] = e
		}
		out = append(out, *e)
	}
	return out
}
