package models

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

// Refined compares a file of refinements with this import: what it says of nodes that the
// earlier import had and this one lacks is among the error's Problems, and news says what
// this one needs and the refinements of its nodes leave out. There may be neither file. It
// costs reading both; other errors are those of files.
func (m *Imported) Refined(ctx context.Context, refined, earlier string) (news []string, err error) {
	log := &source.Log{}
	refinements, err := readElements(ctx, refined, log)
	if err != nil || refinements == nil {
		return nil, err
	}
	before, err := readElements(ctx, earlier, &source.Log{})
	if err != nil {
		return nil, err
	}
	had := map[string]bool{}
	for i := range before {
		had[before[i].ID] = true
	}
	for i := range refinements {
		e := &refinements[i]
		if e.ID == "" || slices.Contains(otherTables(), e.Table) {
			continue
		}
		n := m.Model.Node(e.ID)
		switch {
		case n == nil && had[e.ID]:
			log.Add(Problem{Code: "gone", Message: fmt.Sprintf("%s is refined, and is no longer in what is imported", quote(e.ID)),
				Hint: "take this out, or write what has come in its place"}, e.At, true)
		case n != nil:
			unrefinable(n, e, log)
			news = append(news, newsOf(n, e, refined)...)
		}
	}
	if !log.Empty() {
		return nil, log.Problems()
	}
	return news, nil
}

// unrefinable logs requirements that are refined, and that the node no longer has.
func unrefinable(n *Node, e *raw.Element, log *source.Log) {
	for _, c := range e.Changes("", &source.Log{}) {
		if id := c.Refined(); c.Refines && !slices.ContainsFunc(n.Needs, func(r Requirement) bool { return r.Form == On && r.On == id }) {
			log.Add(Problem{Code: "gone", Message: fmt.Sprintf("%s no longer has a requirement on %s by itself, and it is refined", quote(n.ID), quote(id)),
				Hint: "take this out; " + neededAlone(n)}, c.At, true)
		}
	}
}

// newsOf says what a node needs, as it is imported, and its refined needs do not name.
func newsOf(n *Node, e *raw.Element, refined string) []string {
	v, says := e.Keys["needs"]
	if !says {
		return nil
	}
	known := Node{Needs: (&decoder{log: &source.Log{}, at: v.At}).requirementList(v.Val)}
	var out []string
	for _, on := range n.names() {
		if !slices.Contains(known.names(), on) {
			out = append(out, fmt.Sprintf("%s needs %s now, and %s gives it other needs, without that", n.ID, on, refined))
		}
	}
	return out
}

// names returns the ids that a node's requirements speak of, in their order.
func (n *Node) names() []string {
	var out []string
	var add func(list []Requirement)
	add = func(list []Requirement) {
		for i := range list {
			if on := list[i].On; on != "" && !slices.Contains(out, on) {
				out = append(out, on)
			}
			add(list[i].Of)
		}
	}
	add(n.Needs)
	return out
}

// readElements reads a model file of the program's own; nil where there is none.
func readElements(ctx context.Context, file string, log *source.Log) ([]raw.Element, error) {
	if file == "" || !isTOML(file) {
		return nil, nil
	}
	root, err := os.OpenRoot(filepath.Dir(file))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fileError(file, err)
	}
	defer root.Close()
	src, err := readSource(ctx, root.FS(), filepath.Base(file), file)
	if err != nil {
		if _, there := os.Lstat(file); errors.Is(there, fs.ErrNotExist) {
			return nil, nil
		}
		return nil, err
	}
	elements, _ := raw.Read([]*source.File{src}, log)
	return elements, nil
}
