package models

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/work/pace"
)

// bytesAStep is how much of a line counts as a step, since lines may be long.
const bytesAStep = 64

// lineFile is a file of JSON Lines.
type lineFile struct {
	*source.File
	kindsEnd int // how many of its first lines declare kinds
}

// decodeLines reads a model of JSON Lines: one node, population or sector a
// line, after those of kinds. Nodes are typed at once, so that a million of them fit in memory.
func (l *loader) decodeLines(d *decoder) {
	seen := map[elementKey]source.Place{}
	for _, src := range l.lines {
		l.m.Nodes = slices.Grow(l.m.Nodes, bytes.Count(src.Data, []byte{'\n'})+1)
		l.decodeLinesOf(src, d, seen)
	}
	l.addNodesOfOverlays(d, seen)
	sortByID(l.m.Nodes, l.pace)
}

func (l *loader) decodeLinesOf(src *lineFile, d *decoder, seen map[elementKey]source.Place) {
	lr := raw.NewLines(l.log)
	for line, text := range src.Lines() {
		if l.pace.OverAfter(1 + len(text)/bytesAStep) {
			return
		}
		if line <= src.kindsEnd || len(bytes.TrimSpace(text)) == 0 {
			continue
		}
		e, ok := lr.Read(source.Place{File: src.File, Line: line}, text)
		l.broken = l.broken || !ok
		if ok && l.fresh(&e, seen) {
			l.addLine(e, d)
		}
	}
}

// fresh says whether the element of a line may stand there, and stands for the first
// time.
func (l *loader) fresh(e *raw.Element, seen map[elementKey]source.Place) bool {
	if !l.known(e) || !l.allowedInLines(e) {
		return false
	}
	key := elementKey{l.class(e.Table), e.ID}
	first, twice := seen[key]
	if other := l.elements[key]; !twice && other != nil {
		first, twice = other.At, true
	}
	if !twice {
		seen[key] = e.At
		return true
	}
	line, _, _ := first.File.Locate(first, true)
	hint := fmt.Sprintf("first on line %d", line)
	if first.File != e.At.File {
		hint += " of " + first.File.Name
	}
	l.log.Add(Problem{Code: "duplicate", Message: fmt.Sprintf("%s is defined twice", quote(e.ID)), Hint: hint}, e.At.With("id"), false)
	return false
}

// addLine types a node at once, and keeps any other element for later.
func (l *loader) addLine(e raw.Element, d *decoder) {
	key := elementKey{l.class(e.Table), e.ID}
	if key.class != classNode {
		e.Keys = maps.Clone(e.Keys) // the reader uses its own for the next line
		l.elements[key] = &e
		return
	}
	e.Apply(l.changes[key], l.log)
	l.noteDates(key, &e)
	l.m.Nodes = append(l.m.Nodes, d.node(&e))
}

// sortByID sorts nodes by their ids. Nodes are large: what is sorted are their
// numbers, and then each is moved once, along the cycles of the permutation. Where
// the pace says that it is over, nodes are left as they come.
func sortByID(nodes []Node, pace *pace.Pace) {
	from := make([]int32, len(nodes)) // place -> the node that belongs there
	for i := range from {
		from[i] = int32(i)
	}
	slices.SortFunc(from, func(a, b int32) int {
		if pace.Over() {
			return 0
		}
		return strings.Compare(nodes[a].ID, nodes[b].ID)
	})
	for start := range from {
		if pace.Over() {
			return
		}
		first, at := nodes[start], int32(start)
		for from[at] != int32(start) {
			next := from[at]
			nodes[at], from[at] = nodes[next], at
			at = next
		}
		nodes[at], from[at] = first, at
	}
}

// kindLines reads the kinds that the first lines of a file declare, ahead of the rest:
// overlays may speak of them.
func (l *loader) kindLines(file *source.File) []raw.Element {
	src := &lineFile{File: file}
	l.lines = append(l.lines, src)
	var out []raw.Element
	lr := raw.NewLines(&source.Log{})
	for line, text := range src.Lines() {
		e, ok := lr.Read(source.Place{File: file, Line: line}, text)
		if !ok || e.Table != tableKind || l.pace.Over() {
			break
		}
		e.Keys = maps.Clone(e.Keys) // which are gone with the next line
		out, src.kindsEnd = append(out, e), line
	}
	return out
}

func (l *loader) allowedInLines(e *raw.Element) bool {
	if l.kinds[e.Table] || e.Table == tablePopulation || e.Table == tableSector {
		return true
	}
	p := Problem{Code: "not-in-lines", Message: fmt.Sprintf("%s cannot stand in JSON Lines", quote(e.Table)), Hint: "give it in a TOML file, with --with"}
	if e.Table == tableKind {
		p.Message, p.Hint = "a kind is declared after other lines", "kinds stand before all else"
	}
	l.log.Add(p, e.At.With("kind"), false)
	return false
}

// addNodesOfOverlays decodes the nodes that only overlays define.
func (l *loader) addNodesOfOverlays(d *decoder, seen map[elementKey]source.Place) {
	for key, changes := range l.changes {
		if _, said := seen[key]; key.class == classNode && !said && l.elements[key] == nil {
			e := l.newElement(changes)
			e.Apply(l.changes[key], l.log)
			l.noteDates(key, e)
			l.m.Nodes = append(l.m.Nodes, d.node(e))
		}
	}
}

// reread returns the element of a node once more, with the changes of overlays.
func (l *loader) reread(n *Node) *raw.Element {
	e := elementOfChanges([]raw.Change{{Table: n.Kind, ID: n.ID, Element: n.at}})
	if n.at.Line > 0 {
		lr := raw.NewLines(l.log)
		if read, ok := lr.Read(n.at, []byte(n.at.File.LineText(n.at.Line))); ok {
			e = &read
		}
	}
	e.Apply(l.changes[elementKey{classNode, n.ID}], l.log)
	return e
}
