package result_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

type inner struct {
	ID    string
	Names result.Names
	Name  string `in:"Names,ID"`
	Below []*inner
}

type document struct {
	result.Header
	Title  string `in:"Titles"`
	Titles result.Names
	Nodes  []inner
	Next   *document
}

func TestFinishFillsInNamesAtAnyDepth(t *testing.T) {
	kt := result.Names{"ko": "KT 백본망", "en": "KT backbone"}
	d := &document{Titles: kt, Nodes: []inner{{ID: "x", Below: []*inner{{ID: "y", Names: kt}, nil}}}, Next: &document{Titles: kt,
		Next: &document{Header: result.Header{Schema: "meoktong.part/1"}, Next: &document{Header: result.Header{Schema: "meoktong.other/1", Tool: result.Tool{Version: "1"}}}}}}
	result.Finish(d, result.Header{Schema: "meoktong.test/1", Tool: result.Tool{Version: "2"}, Model: result.Model{Title: "A model"}}, "ko")
	for _, tt := range []struct{ what, got, want string }{
		{"schema", d.Schema, "meoktong.test/1"},
		{"a name", d.Title, "KT 백본망"},
		{"one without names", d.Nodes[0].Name, "x"},
		{"one below", d.Nodes[0].Below[0].Name, "KT 백본망"},
		{"a document within", d.Next.Title, "KT 백본망"},
		{"its header", d.Next.Schema + d.Next.Tool.Version, ""},
		{"that of one with a schema", d.Next.Next.Schema + d.Next.Next.Tool.Version + d.Next.Next.Model.Title, "meoktong.part/12A model"},
		{"that of one with a header", d.Next.Next.Next.Tool.Version + d.Next.Next.Next.Model.Title, "1"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}
