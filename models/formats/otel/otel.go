// Package otel reads what tracing has seen of who calls whom: the dependencies of Jaeger,
// the graphs of Kiali and the service graphs of Tempo and of the OpenTelemetry collector, as
// Prometheus answers them.
package otel

import (
	"bytes"
	"regexp"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// MaxBytes bounds a file.
const MaxBytes = 256 << 20

// Format is what tracing has seen as one of the formats of models. It is only read.
func Format() format.Format {
	return format.Format{
		Name: "otel", Endings: []string{".json"}, MaxBytes: MaxBytes,
		Words: format.Words{Noun: "service graph", Rule: "it is a .json file: what Jaeger answers at /api/dependencies, a graph of Kiali, or what Prometheus answers about traces_service_graph_request_total",
			What: "service graphs that tracing has seen: Jaeger's dependencies, graphs of Kiali, and of Tempo as Prometheus has them (.json)"},
		Sniff: func(data []byte) bool {
			data = bytes.TrimSpace(data)
			return (bytes.HasPrefix(data, []byte("{")) || bytes.HasPrefix(data, []byte("["))) && (jaegerKeys.Match(data) || kialiKeys.Match(data) || tempoKeys.Match(data))
		},
		Read: func(files []format.File, _ format.Options) *format.Document { return read(files[0]) },
	}
}

var (
	jaegerKeys = regexp.MustCompile(`"callCount"\s*:`)
	kialiKeys  = regexp.MustCompile(`"(graphType|nodeType)"\s*:`)
	tempoKeys  = regexp.MustCompile(`"traces_service_graph_request_`)
)

// cut is what is passed over: what health checks and hosts answered.
var cut = tree.Cut{"healthData": nil, "responses": nil, "destServices": nil, "hosts": nil}

// seen is a reading of one file.
type seen struct {
	d *draft.Draft
	r tree.Reader
	n int // what is wrong
}

// read makes a model of a file: who calls needs who is called.
func read(file format.File) *format.Document {
	s := &seen{d: draft.New([]format.File{file})}
	s.r.Wrong = s.wrong
	root, flaw := tree.JSON(0, file.Data, cut)
	switch data := root.Get("data"); {
	case flaw != nil:
		s.wrong(*flaw)
	case root.Get("elements") != nil:
		s.kiali(s.r.Table(root, "elements"))
	case data.Get("result") != nil:
		s.tempo(s.r.Tables(data, "result"))
	case root.Is(tree.List):
		s.jaeger(s.r.Tables(&tree.Value{Kind: tree.Table, Keys: []string{"data"}, Items: []*tree.Value{root}}, "data"))
	default:
		s.jaeger(s.r.Tables(root, "data"))
	}
	doc := s.d.Document()
	if s.n == 0 && doc.Counts.Nodes == 0 {
		doc.Flaws = append(doc.Flaws, format.Flaw{Code: "empty", Message: "nothing was seen to call anything here",
			Hint: "ask about a longer time; of Jaeger, /api/dependencies?endTs=…&lookback=86400000"})
	}
	return doc
}

// wrong says what is wrong with the file.
func (s *seen) wrong(f format.Flaw) {
	s.n++
	s.d.Wrong(f)
}

// named adds a node of which files have only the name.
func (s *seen) named(name string, at format.Span) { s.d.Node(draft.Node{Key: name, At: at}) }

// source is where a call stands, and what was seen of it.
func (s *seen) source(at format.Span, what string) string {
	place := s.d.Place(at)
	if what == "" {
		return place
	}
	return place + ": " + what
}
