package terraform

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gonum.org/v1/gonum/graph/formats/dot"
	"gonum.org/v1/gonum/graph/formats/dot/ast"

	"github.com/meoktong/meoktong/models/formats/format"
)

// drawn is the reading of a graph in DOT. What is no resource in it (variables, outputs,
// local values, providers, steps) is a way from one resource to others.
type drawn struct {
	g     *graph
	data  []byte
	last  format.Span      // of the name last read, for places
	steps map[string]*step // by their names in the file
	order []*step
	edges [][2]*step
	at    []format.Span // of the edges
	root  bool          // the root is written as a module of that name
}

// step is a node of the graph.
type step struct {
	name     string
	address  address
	resource bool
	undoes   bool        // it takes something away: its edges say what goes first
	at       format.Span // where it is defined, else where it is named first
	defined  bool
	to       []*step
}

// dot reads a graph.
func (g *graph) dot(data []byte) {
	if flaw := tooDeep(data); flaw != nil {
		g.flaw(*flaw)
		return
	}
	file, err := dot.ParseBytes(data)
	if err != nil {
		g.flaw(unreadable(err, data))
		return
	}
	r := drawn{g: g, data: data, steps: map[string]*step{}, root: bytes.Contains(data, []byte(`"cluster_module.root"`))}
	for _, graph := range file.Graphs {
		r.statements(graph.Stmts)
	}
	r.resources()
	r.needs()
}

// statements reads what stands in a graph or a part of it.
func (r *drawn) statements(list []ast.Stmt) {
	for _, s := range list {
		switch s := s.(type) {
		case *ast.NodeStmt:
			if n := r.step(s.Node.ID); !n.defined {
				n.at, n.defined = r.last, true
			}
		case *ast.Subgraph:
			r.statements(s.Stmts)
		case *ast.EdgeStmt:
			from := r.vertex(s.From)
			for e := s.To; e != nil; e = e.To {
				to := r.vertex(e.Vertex)
				r.connect(from, to)
				from = to
			}
		}
	}
}

// vertex returns the ends of an edge: a node, or all in a part of the graph.
func (r *drawn) vertex(v ast.Vertex) []*step {
	switch v := v.(type) {
	case *ast.Node:
		return []*step{r.step(v.ID)}
	case *ast.Subgraph:
		before := len(r.order)
		r.statements(v.Stmts)
		return r.order[before:]
	}
	return nil
}

func (r *drawn) connect(from, to []*step) {
	for _, f := range from {
		for _, t := range to {
			if len(r.edges) < maxEdges {
				f.to = append(f.to, t)
				r.edges, r.at = append(r.edges, [2]*step{f, t}), append(r.at, r.last)
			}
		}
	}
}

// step returns the node of a name, which stands next in the file.
func (r *drawn) step(id string) *step {
	if i := bytes.Index(r.data[r.last.End:], []byte(id)); i >= 0 {
		r.last = format.Span{Start: r.last.End + i, End: r.last.End + i + len(id)}
	}
	s := r.steps[id]
	if s == nil {
		s = &step{name: id, at: r.last}
		r.steps[id], r.order = s, append(r.order, s)
		r.know(s)
	}
	return s
}

// marks are what stands around the address of a step: "[root] aws_vpc.a (expand)".
var marks = regexp.MustCompile(`^\[root\] | \([^()]*\)$`)

// know finds out what a step is about.
func (r *drawn) know(s *step) {
	text := s.name
	if inner, ok := strings.CutPrefix(text, `"`); ok {
		text = strings.ReplaceAll(strings.TrimSuffix(inner, `"`), `\"`, `"`)
	}
	s.undoes = slices.ContainsFunc(marks.FindAllString(text, -1), func(mark string) bool {
		return strings.Contains(mark, "destroy") || strings.Contains(mark, "orphan")
	})
	text = marks.ReplaceAllString(text, "")
	if r.root {
		text = strings.TrimPrefix(text, "module.root.")
	}
	s.address = parse(text)
	res, ok := s.address.resource()
	s.resource = ok && res == s.address && !s.undoes
}

// unreadable makes a flaw of an error of the library, which begins with line and column.
func unreadable(err error, data []byte) format.Flaw {
	f := format.Flaw{Code: "dot", Message: "this is no graph in DOT"}
	line, rest, _ := strings.Cut(err.Error(), ":")
	column, _, _ := strings.Cut(rest, ":")
	n, noLine := strconv.Atoi(line)
	c, noColumn := strconv.Atoi(column)
	if noLine != nil || noColumn != nil {
		return f
	}
	at := 0
	for ; n > 1 && at < len(data); n-- {
		at += bytes.IndexByte(append(data[at:len(data):len(data)], '\n'), '\n') + 1
	}
	at = min(at+max(c-1, 0), len(data))
	f.At = format.Span{Start: at, End: min(at+1, len(data))}
	return f
}

// maxNested bounds parts of a graph in each other, as read without regard to comments.
const maxNested = 500

// tooDeep finds what the library would take too long for, or too much memory.
func tooDeep(data []byte) *format.Flaw {
	depth, quoted := 0, false
	for i := 0; i < len(data); i++ {
		switch c := data[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			depth = max(0, depth-1)
		}
		if depth > maxNested {
			return &format.Flaw{At: format.Span{Start: i, End: i + 1}, Code: "deep", Message: fmt.Sprintf("parts of the graph in each other go deeper than %d levels", maxNested)}
		}
	}
	if n := bytes.Count(data, []byte("->")); n > maxEdges {
		return &format.Flaw{At: format.Span{End: 1}, Code: "large", Message: fmt.Sprintf("there are more than %d requirements here", maxEdges)}
	}
	return nil
}
