package otel_test

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/formattest"
	"github.com/meoktong/meoktong/models/formats/otel"
)

func read(name, data string) *format.Document {
	return otel.Format().Read([]format.File{{Name: name, Data: []byte(data)}}, format.Options{})
}

// samples have the traps of real files. Their nodes and edges were counted by hand.
var samples = []struct {
	name         string
	nodes, edges int
}{{"jaeger", 3, 5}, {"tempo", 5, 5}, {"kiali", 9, 9}}

// TestRead compares readings of the samples with what they should bring, and keeps that what
// is read and what is left out is all that they say.
func TestRead(t *testing.T) {
	for _, c := range samples {
		data, err := os.ReadFile("testdata/" + c.name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if !otel.Format().Sniff(data) {
			t.Errorf("%s is not told", c.name)
		}
		doc := read(c.name+".json", string(data))
		got := formattest.Text(doc)
		if strings.Contains(got, "SECRET") {
			t.Errorf("%s: more is in the model than who calls whom", c.name)
		}
		nodes, edges := formattest.Said(doc)
		if nodes != c.nodes || edges != c.edges {
			t.Errorf("%s: %d nodes and %d edges, not %d and %d", c.name, nodes, edges, c.nodes, c.edges)
		}
		formattest.Golden(t, c.name+".txt", got)
	}
}

// TestForms reads the ways in which the same is written.
func TestForms(t *testing.T) {
	for _, file := range []string{
		`[{"parent": "a", "child": "b", "callCount": 1}]`,
		`{"data": [{"parent": "a", "child": " b ", "callCount": "1"}]}`,
		`{"data": {"result": [{"metric": {"client": "a", "server": "b"}, "value": [1, "1"]}]}}`,
		`{"elements": {"nodes": [{"data": {"id": "1", "nodeType": "app", "app": "a"}}, {"data": {"id": "2", "workload": "b"}}], "edges": [{"data": {"source": "1", "target": "2"}}]}}`,
	} {
		doc := read("f", file)
		if got := formattest.Text(doc); !strings.Contains(got, "[service.a]\nneeds = [{ confidence = \"assumed\", on = \"b\", source = \"f:1") || len(doc.Flaws) > 0 {
			t.Errorf("%s became\n%s", file, got)
		}
	}
}

// TestFlaws says what is wrong with a file.
func TestFlaws(t *testing.T) {
	for file, want := range map[string]string{
		"":   "ends in the middle",
		"{}": "nothing was seen",
		`{"data": null, "errors": [{"code": 5}]}`:      "nothing was seen",
		`[{"parent": "a"}]`:                            "1-2 call: a dependency needs a parent and a child",
		`[1]`:                                          "what data holds must be a table, and is a number",
		`[{"parent": {}, "child": "a"}]`:               "parent must be text, and is a table",
		`{"data": 5}`:                                  "data must be a list, and is a number",
		`{"data": {"result": [{}]}}`:                   "needs the labels client and server",
		`{"data": {"result": [{"metric": 1}]}}`:        "metric must be a table, and is a number",
		`{"elements": 1}`:                              "elements must be a table, and is a number",
		`{"elements": {"nodes": {}}}`:                  "nodes must be a list, and is a table",
		`{"elements": {"nodes": [{}], "edges": [{}]}}`: "needs data with an id",
		`{"elements": {"nodes": [{"data": {"id": "a"}}, {"data": {"id": "a"}}], "edges": [{"data": 1}]}}`:                      "data must be a table, and is a number",
		`{"elements": {"nodes": [{"data": {"id": "a"}}], "edges": [{"data": {"source": "a", "target": "a", "traffic": []}}]}}`: "traffic must be a table, and is a list",
	} {
		if got := formattest.Text(read("f", file)); !strings.Contains(got, want) {
			t.Errorf("%s\nhas not %s, but\n%s", file, want, got)
		}
	}
}

// TestSniff tells service graphs from other JSON.
func TestSniff(t *testing.T) {
	for data, want := range map[string]bool{
		`[{"parent":"a","child":"b","callCount":1}]`:       true,
		`{"graphType": "app"`:                              true,
		`{"elements": {"nodes": [{"data": {"id": "a"}}]}}`: false,
		`{"version": 4, "terraform_version": "1"}`:         false,
		`a,"callCount":`:                                   false,
		"":                                                 false,
	} {
		if otel.Format().Sniff([]byte(data)) != want {
			t.Errorf("%s: not %t", data, want)
		}
	}
}

// FuzzRead looks for panics and for places outside the file.
func FuzzRead(f *testing.F) {
	for _, c := range samples {
		data, err := os.ReadFile("testdata/" + c.name + ".json")
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	f.Fuzz(func(t *testing.T, data string) {
		doc := read("f", data)
		for _, x := range doc.Flaws {
			if x.At.Start < 0 || x.At.End < x.At.Start || x.At.End > len(data) || x.Code == "" || strings.ContainsFunc(x.Message, unicode.IsControl) {
				t.Fatalf("%+v", x)
			}
		}
		ids := map[string]bool{}
		for _, e := range doc.Elements {
			if e.Table != "sector" && ids[e.ID] || e.At.Start < 0 || e.At.End > len(data) {
				t.Fatalf("%+v", e)
			}
			ids[e.ID] = ids[e.ID] || e.Table != "sector"
		}
	})
}
