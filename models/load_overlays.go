package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// overlays reads the overlays that are files. None may be given twice.
func (l *loader) overlays(with []string) ([]*source.File, error) {
	var out []*source.File
	for i, name := range with {
		if slices.Contains(with[:i], name) {
			return nil, &NameError{fmt.Sprintf("overlay %s is given twice", quotePath(name)), ""}
		}
		if strings.HasPrefix(name, "option:") {
			continue
		}
		src, err := l.from.overlay(l.ctx, name)
		if err != nil {
			return nil, err
		}
		if first := sameBytes(out, src); first != nil {
			return nil, &NameError{fmt.Sprintf("overlay %s is given twice", quotePath(name)), "it says the same as " + first.Name}
		}
		out = append(out, src)
	}
	return out, nil
}

// sameBytes returns the overlay that says the same as another, or nil: one file
// may go by two names.
func sameBytes(overlays []*source.File, src *source.File) *source.File {
	i := slices.IndexFunc(overlays, func(o *source.File) bool { return o.Sum == src.Sum })
	if i < 0 {
		return nil
	}
	return overlays[i]
}

// change notes what an overlay says; two that replace the same key exclude
// each other.
func (l *loader) change(changes []raw.Change) {
	for _, c := range changes {
		key := elementKey{l.class(c.Table), c.ID}
		l.changes[key] = append(l.changes[key], c)
		l.exclude(key, c)
	}
}

// exclude notes which overlay replaces a key. One that replaces it from a day on leaves
// room for another that does so from another day.
func (l *loader) exclude(element elementKey, c raw.Change) {
	if c.Add || c.Key == "" {
		return
	}
	replaced := replacedKey{element, c.Key}
	for _, before := range l.replaced[replaced] {
		if before.overlay != c.Overlay && (before.from == "" || c.From == "" || before.from == c.From) {
			l.log.Add(Problem{Code: "overlay-conflict", Message: fmt.Sprintf("%s and %s both replace %s of %s, and so exclude each other",
				before.overlay, c.Overlay, quote(c.Key), nameOf(c.Table, c.ID))}, c.At, true)
			break
		}
	}
	l.replaced[replaced] = append(slices.Clip(l.replaced[replaced]), replacing{c.Overlay, c.From})
}

// replacing is an overlay that replaces a key, from a day on where that is not "".
type replacing struct{ overlay, from string }

func nameOf(table, id string) string { return (&raw.Element{Table: table, ID: id}).Name() }

// replacedKey is one key of one element.
type replacedKey struct {
	element elementKey
	key     string
}

// there says which of something there are.
func there(ids []string) string {
	if len(ids) == 0 {
		return "it has none"
	}
	return "it has " + strings.ReplaceAll(listWords(ids), " or ", " and ")
}

// takeOptions decodes the options and applies those that --with names.
func (l *loader) takeOptions(with []string) error {
	d := l.decoder()
	for _, e := range l.finish(tableOption) {
		l.m.Options = append(l.m.Options, d.option(e))
	}
	var ids []string
	for _, o := range l.m.Options {
		ids = append(ids, o.ID)
	}
	for _, name := range with {
		id, ok := strings.CutPrefix(name, "option:")
		if !ok {
			continue
		}
		i := slices.Index(ids, id)
		if i < 0 && l.broken {
			continue // it may stand in what could not be parsed
		}
		if i < 0 {
			return &NameError{fmt.Sprintf("the model has no option %s", quote(id)), cmp.Or(didYouMean(id, ids), there(ids))}
		}
		l.applied = append(l.applied, name)
		l.change(l.m.Options[i].changes)
	}
	return nil
}
