package structurizr_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/formattest"
	"github.com/meoktong/meoktong/models/formats/structurizr"
)

func read(name, data, level string) *format.Document {
	return structurizr.Format().Read([]format.File{{Name: name, Data: []byte(data)}}, format.Options{Level: level})
}

// TestRead compares readings of a workspace at each level with what they should bring, and
// keeps that what is read and what is left out is all that it says: 25 elements and 22
// relationships, counted by hand.
func TestRead(t *testing.T) {
	data, err := os.ReadFile("testdata/workspace.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, level := range []string{"system", "container", "component"} {
		doc := read("workspace.json", string(data), level)
		got := formattest.Text(doc)
		if strings.Contains(got, "SECRET") {
			t.Errorf("%s: more is in the model than it may hold", level)
		}
		nodes, edges := formattest.Said(doc)
		if nodes != 25 || edges != 22 {
			t.Errorf("%s: %d nodes and %d edges", level, nodes, edges)
		}
		formattest.Golden(t, level+".txt", got)
	}
	if a, b := formattest.Text(read("workspace.json", string(data), "")), formattest.Text(read("workspace.json", string(data), "container")); a != b {
		t.Error("containers are not what is read where nothing is said")
	}
}

// TestFlaws says what is wrong with a file, and what to do.
func TestFlaws(t *testing.T) {
	model := func(s string) string { return `{"model": {` + s + `}}` }
	for file, want := range map[string]string{
		"":                             "ends in the middle",
		"{}":                           "no model of software systems",
		`{"ciphertext": "x"}`:          "0-1 encrypted",
		"/* x */\nworkspace \"a\" {\n": "structurizr export -workspace f -format json",
		"// x\n!include a\nworkspace extends x.dsl {\n": "structurizr export",
		`{"model": []}`:                                                         "model must be a table, and is a list",
		model(`"softwareSystems": 1`):                                           "softwareSystems must be a list, and is a number",
		model(`"softwareSystems": [1]`):                                         "must be a table, and is a number",
		model(`"softwareSystems": [{"id": "1"}]`):                               "an element needs an id and a name",
		model(`"people": [{"name": "a"}]`):                                      "an element needs an id and a name",
		model(`"people": [{"id": "1", "name": "a"}, {"id": "1", "name": "b"}]`): "another element has this id",
		model(`"people": [{"id": "1", "name": "a", "relationships": {}}]`):      "relationships must be a list, and is a table",
		model(`"softwareSystems": [{"id": "1", "name": "a", "tags": ["b"]}]`):   "tags must be text, and is a list",
		model(`"deploymentNodes": [{"id": "1", "name": "a", "children": [{"id": "2", "name": "b", "children": [5]}]}]`): "must be a table, and is a number",
	} {
		if got := formattest.Text(read("f", file, "")); !strings.Contains(got, want) {
			t.Errorf("%s\nhas not %s, but\n%s", file, want, got)
		}
	}
	if got := formattest.Text(read("workspace.dsl", "model {\n", "")); !strings.Contains(got, "export -workspace workspace.dsl") {
		t.Error(got)
	}
	if got := formattest.Text(read("f", model(`"people": []`), "class")); !strings.Contains(got, "no such level; it is one of system, container, component") {
		t.Error(got)
	}
}

// TestEnvironment reads the live environment, wherever it stands, else the first.
func TestEnvironment(t *testing.T) {
	for environments, want := range map[string]string{"Dev Live": "node-2", "Live Dev": "node-1", "Dev Test": "node-1", "dev production": "node-2", "prod live": "node-1", "개발 운영": "node-2"} {
		var nodes []string
		for i, env := range strings.Fields(environments) {
			nodes = append(nodes, fmt.Sprintf(`{"id": "%d", "name": "node %d", "environment": "%s"}`, i, i+1, env))
		}
		var got []string
		for _, e := range read("f", `{"model": {"deploymentNodes": [`+strings.Join(nodes, ",")+`]}}`, "").Elements {
			got = append(got, e.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, not %s", environments, got, want)
		}
	}
}

// TestLarge reads a system of many parts of which there are many instances, in little time.
func TestLarge(t *testing.T) {
	var parts, instances []string
	for i := range 2000 {
		parts = append(parts, fmt.Sprintf(`{"id": "c%d", "name": "c%d"}`, i, i))
		instances = append(instances, fmt.Sprintf(`{"id": "i%d", "softwareSystemId": "s"}`, i))
	}
	start := time.Now()
	doc := read("f", `{"model": {"softwareSystems": [{"id": "s", "name": "s", "containers": [`+strings.Join(parts, ",")+`]}],
"deploymentNodes": [{"id": "d", "name": "d", "softwareSystemInstances": [`+strings.Join(instances, ",")+`]}]}}`, "")
	if time.Since(start) > 20*time.Second || len(doc.Flaws) != 1 || doc.Flaws[0].Code != "large" {
		t.Errorf("%v, %+v", time.Since(start), doc.Flaws)
	}
}

// TestSniff tells workspaces from other files.
func TestSniff(t *testing.T) {
	for data, want := range map[string]bool{
		`{"model": {"softwareSystems": []`:             true,
		`{"lastModifiedAgent": "structurizr", "model"`: true,
		"workspace {\n":                            true,
		"# a\n\nworkspace \"x\" \"y\" {":           true,
		`{"version": 4, "terraform_version": "1"}`: false,
		`[{"softwareSystems": 1}]`:                 false,
		"workspace: x\n":                           false,
		"":                                         false,
	} {
		if structurizr.Format().Sniff([]byte(data)) != want {
			t.Errorf("%s: not %t", data, want)
		}
	}
}

// FuzzRead looks for panics and for places outside the file.
func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("testdata/workspace.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(data), "")
	f.Add(string(data), "component")
	f.Add(string(data), "system")
	f.Fuzz(func(t *testing.T, data, level string) {
		doc := read("f", data, level)
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
