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
	d := &document{Titles: kt, Nodes: []inner{{ID: "x", Below: []*inner{{ID: "y", Names: kt}, nil}}}, Next: &document{Titles: kt}}
	result.Finish(d, result.Header{Schema: "meoktong.test/1"}, "ko")
	for _, tt := range []struct{ what, got, want string }{
		{"schema", d.Schema, "meoktong.test/1"},
		{"a name", d.Title, "KT 백본망"},
		{"one without names", d.Nodes[0].Name, "x"},
		{"one below", d.Nodes[0].Below[0].Name, "KT 백본망"},
		{"a document within", d.Next.Title, "KT 백본망"},
		{"its header", d.Next.Schema, ""},
	} {
		if tt.got != tt.want {
			t.Errorf("%s is %q, want %q", tt.what, tt.got, tt.want)
		}
	}
}
