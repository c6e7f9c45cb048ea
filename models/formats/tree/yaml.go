package tree

import (
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// YAML reads the documents of a file; one with nothing in it is left out. An alias becomes
// what it stands for, within MaxValues. The flaws are what is wrong with the file; then
// some of it may be missing. It costs the size of the file, and of what aliases repeat.
func YAML(file int, data []byte) ([]*Value, []format.Flaw) {
	f := yamltree.Read(data, file)
	b := budget{MaxValues}
	var out []*Value
	for _, doc := range f.Documents() {
		v, flaw := b.yaml(doc, 0)
		if flaw != nil {
			return out, append(f.Flaws(), *flaw)
		}
		if v.Kind != Null {
			out = append(out, v)
		}
	}
	return out, f.Flaws()
}

// yaml reads one value.
func (b *budget) yaml(from yamltree.Value, depth int) (*Value, *format.Flaw) {
	v := &Value{Text: from.Text(), At: from.Span()}
	if flaw := b.take(depth, v.At); flaw != nil {
		return nil, flaw
	}
	switch {
	case from.IsMap():
		v.Kind = Table
		for key, x := range from.Pairs() {
			item, flaw := b.yaml(x, depth+1)
			if flaw != nil {
				return nil, flaw
			}
			v.Keys, v.Items = append(v.Keys, key.Text()), append(v.Items, item)
		}
	case from.IsList():
		v.Kind = List
		for x := range from.Items() {
			item, flaw := b.yaml(x, depth+1)
			if flaw != nil {
				return nil, flaw
			}
			v.Items = append(v.Items, item)
		}
	case !from.Missing():
		v.Kind = plain(from.Tag())
	}
	return v, nil
}

// plain is the kind of a plain value, by its tag.
func plain(tag string) Kind {
	switch tag {
	case "!!int", "!!float":
		return Number
	case "!!bool":
		return Bool
	}
	return Text
}
