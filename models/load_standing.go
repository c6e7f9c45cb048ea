package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// standing is an overlay that always applies: a file of the model that says so.
type standing struct {
	file     *source.File
	table    *raw.Element // [overlay]
	elements []raw.Element
}

// isOverlay says whether a file of the model is an overlay, and notes it then.
func (l *loader) isOverlay(src *source.File, elements []raw.Element) bool {
	i := overlayTable(elements)
	if i < 0 {
		return false
	}
	l.always = append(l.always, standing{src, &elements[i], slices.Delete(slices.Clone(elements), i, i+1)})
	return true
}

// overlayTable returns where among the elements of a file its [overlay] is, or -1.
func overlayTable(elements []raw.Element) int {
	return slices.IndexFunc(elements, func(e raw.Element) bool { return e.Table == tableOverlay })
}

// changesOf returns what overlays say, those that always apply by their order and then
// by their paths, those given as they are given. The [overlay] of a given one is its
// name. One that is given and applies anyway is a *NameError;
// else the error is the context's.
func (l *loader) changesOf(given []*source.File) ([]raw.Element, error) {
	slices.SortFunc(l.always, func(a, b standing) int {
		return cmp.Or(cmp.Compare(a.order(), b.order()), strings.Compare(a.file.Label, b.file.Label))
	})
	var out []raw.Element
	for _, o := range l.always {
		out = append(out, o.elements...)
	}
	for _, src := range given {
		if i := slices.IndexFunc(l.always, func(o standing) bool { return o.file.Sum == src.Sum }); i >= 0 {
			return nil, &NameError{fmt.Sprintf("overlay %s is given, and applies anyway", quotePath(src.Name)), "it is " + l.always[i].file.Name}
		}
		elements, err := l.split([]*source.File{src})
		if err != nil {
			return nil, err
		}
		if i := overlayTable(elements); i >= 0 {
			l.decoder().overlay(&elements[i], src)
			elements = slices.Delete(elements, i, i+1)
		}
		out = append(out, elements...)
	}
	return out, nil
}

// order returns what the file says; what is no number is said to be wrong later.
func (o *standing) order() int64 {
	n, _ := o.table.Keys["order"].Val.(int64)
	return n
}
