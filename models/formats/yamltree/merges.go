package yamltree

import (
	"fmt"
	"iter"

	"go.yaml.in/yaml/v4"

	"github.com/meoktong/meoktong/models/formats/format"
)

// merges says whether a key is that of what a table is merged with.
func (v Value) merges() bool { return v.node.Kind == yaml.ScalarNode && v.node.ShortTag() == "!!merge" }

// merged returns what a table is merged with, the strongest first.
func (v Value) merged() iter.Seq[Value] {
	return func(yield func(Value) bool) {
		n := v.followed()
		for i := 0; i+1 < len(n.Content); i += 2 {
			from := Value{n.Content[i+1], v.file}
			if !(Value{n.Content[i], v.file}).merges() || !v.file.step(n.Content[i]) {
				continue
			}
			if from.IsMap() && !yield(from) {
				return
			}
			for item := range from.Items() {
				if !yield(item) {
					return
				}
			}
		}
	}
}

// Pairs returns the keys of a table and their values: its own, in their order, then those
// that it is merged with and does not have. A key that stands twice is a flaw of the file.
func (v Value) Pairs() iter.Seq2[Value, Value] {
	return func(yield func(k, v Value) bool) {
		v.pairs(map[string]*yaml.Node{}, maxMerges, yield)
	}
}

func (v Value) pairs(seen map[string]*yaml.Node, merges int, yield func(k, v Value) bool) bool {
	n := v.followed()
	if n == nil || n.Kind != yaml.MappingNode || merges == 0 {
		return true
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k := Value{n.Content[i], v.file}
		if !v.file.step(k.node) {
			return false
		}
		if k.merges() {
			continue
		}
		first := seen[k.Text()]
		if first != nil && merges == maxMerges {
			v.file.twice(first, k)
		}
		if first == nil {
			if seen[k.Text()] = k.node; !yield(k, Value{n.Content[i+1], v.file}) {
				return false
			}
		}
	}
	for from := range v.merged() {
		if !from.pairs(seen, merges-1, yield) {
			return false
		}
	}
	return true
}

// maxTwice bounds how many keys that stand twice are told.
const maxTwice = 100

func (f *File) twice(first *yaml.Node, k Value) {
	if len(f.flaws) < maxTwice {
		at := f.spanOf(first)
		f.flaws = append(f.flaws, format.Flaw{At: k.Span(), Code: "duplicate", Message: fmt.Sprintf("key %q stands here a second time", k.Text()), First: &at})
	}
}
