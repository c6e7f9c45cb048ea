package otel

import (
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// jaeger reads dependencies: parent calls child.
func (s *seen) jaeger(list []*tree.Value) {
	for _, call := range list {
		parent, child := s.name(call, "parent"), s.name(call, "child")
		if parent == "" || child == "" {
			s.wrong(format.Flaw{At: call.At, Code: "call", Message: "a dependency needs a parent and a child"})
			continue
		}
		s.named(parent, call.At)
		s.named(child, call.At)
		what := ""
		if n := s.r.Text(call, "callCount"); n != "" {
			what = n + " calls seen"
		}
		s.d.Need(draft.Need{From: parent, To: child, At: call.At, Source: s.source(call.At, what)})
	}
}

// name is the text of a key without the space around it.
func (s *seen) name(v *tree.Value, key string) string { return strings.TrimSpace(s.r.Text(v, key)) }
