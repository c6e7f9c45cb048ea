package formats_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/formats/format"
)

func Example() {
	tree := []byte(`<opsa-mef><define-gate name="Top"><or><basic-event name="pump"/></or></define-gate>
<define-basic-event name="pump"><float value="0.01"/></define-basic-event></opsa-mef>`)
	from, ok := formats.Of("tree.xml", tree)
	if !ok {
		fmt.Println("no model")
		return
	}
	doc := from.Read([]format.File{{Data: tree}}, format.Options{})
	to, _ := formats.Named("jsonl", formats.Writable())
	if _, err := to.Write(os.Stdout, doc.Elements[2:]); err != nil { // after the kinds
		fmt.Println(err)
	}
	// Output:
	// {"fails":false,"id":"top","kind":"gate","name":"Top","needs":["pump"],"source":"Open-PSA fault tree"}
	// {"id":"pump","kind":"basic-event","name":"pump","source":"Open-PSA fault tree","unavailability":0.01}
}

// TestFormats finds a format that users could not name, or that says too little.
func TestFormats(t *testing.T) {
	seen, shared := map[string]bool{}, map[string][]format.Format{}
	for _, f := range formats.All() {
		if f.Name == "" || seen[f.Name] || len(f.Endings) == 0 || f.MaxBytes <= 0 || (f.Words.A == "") != (f.Read != nil) {
			t.Errorf("%+v", f)
		}
		seen[f.Name] = true
		for _, e := range f.Endings {
			if !strings.HasPrefix(e, ".") || e != strings.ToLower(e) {
				t.Errorf("%s: ending %q", f.Name, e)
			}
			shared[e] = append(shared[e], f)
		}
		if f.Read != nil && (f.Words.Noun == "" || f.Words.Rule == "" || f.Words.What == "") {
			t.Errorf("%s can be imported, and has no words for it", f.Name)
		}
	}
	for ending, list := range shared {
		if len(list) > 1 && slices.ContainsFunc(list, func(f format.Format) bool { return f.Sniff == nil }) {
			t.Errorf("%s is of several formats, and of some cannot be told which", ending)
		}
	}
}

// TestOf decides by the ending, whatever the content is where only one format has it.
func TestOf(t *testing.T) {
	for file, want := range map[string]string{"m.toml": "toml", "a/b.jsonl": "jsonl", "t.xml": "openpsa", "m.txt": "", "toml": "", "m.TOML": "toml", "t.Xml": "openpsa"} {
		f, ok := formats.Of(file, []byte("anything"))
		if f.Name != want || ok != (want != "") {
			t.Errorf("%s: %q, %t", file, f.Name, ok)
		}
	}
	for content, want := range map[string]string{
		"[service.a]\n": "toml", "# of mine\n\n[ 'service'.a ]": "toml", "model.title = 1": "toml", "\r\n\"a\".b = {}": "toml",
		" {\"id\": \"a\", \"kind\": \"service\"}\r\n{}": "jsonl", "<?xml version=\"1.0\"?>\n<!-- of mine --><opsa-mef/>": "openpsa",
		"": "", "# nothing but words": "", "{\n \"a\": 1}": "", "a: b\n": "", "a,b\n": "", "<graphml/>": "", "- a = b": "", "\x00\x01": "",
	} {
		if f, ok := formats.Of("model", []byte(content)); f.Name != want || ok != (want != "") {
			t.Errorf("%q: %q, %t", content, f.Name, ok)
		}
	}
}
