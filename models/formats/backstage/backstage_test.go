package backstage_test

import (
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/meoktong/meoktong/models/formats/backstage"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/formattest"
)

// TestRead compares readings of files that have the traps of real ones with what they
// should bring.
func TestRead(t *testing.T) {
	for golden, names := range map[string][]string{
		"shop.txt":     {"shop.yaml"},
		"both.txt":     {"shop.yaml", "payments.yml"},
		"payments.txt": {"payments.yml"},
	} {
		got := formattest.Text(formattest.Files(t, backstage.Format(), names...))
		formattest.Golden(t, golden, got)
	}
}

// TestCounts keeps that what is read and what is left out is all that the files say.
func TestCounts(t *testing.T) {
	for _, c := range []struct {
		files        []string
		nodes, edges int
	}{
		{[]string{"shop.yaml"}, 13, 30},
		{[]string{"shop.yaml", "payments.yml"}, 14, 31},
	} {
		doc := formattest.Files(t, backstage.Format(), c.files...)
		nodes, edges := formattest.Said(doc)
		if nodes != c.nodes || edges != c.edges {
			t.Errorf("%v: %d nodes and %d edges, not %d and %d", c.files, nodes, edges, c.nodes, c.edges)
		}
	}
}

// TestFlaws says what is wrong with a file, and where.
func TestFlaws(t *testing.T) {
	const head = "apiVersion: backstage.io/v1alpha1\nkind: Component\n"
	for file, want := range map[string]string{
		"":                                                             "0:0-0 empty: there is no component",
		"apiVersion: v1\nkind: Service\n":                              "0:0-1 empty: there is no component",
		head + "metadata: {name: a, b: [}\n":                           "yaml: this is no YAML",
		head + "metadata: {title: a}\n":                                "0:0-",
		head + "metadata: [a]\n":                                       "metadata must be a table, and is a list",
		head + "metadata: {name: [a]}\n":                               "name must be text, and is a list",
		head + "metadata: {name: a}\nspec: x\n":                        "spec must be a table, and is text",
		head + "metadata: {name: a}\nspec: {dependsOn: b}\n":           "0:88-89 type: dependsOn must be a list, and is text",
		head + "metadata: {name: a}\nspec: {dependsOn: [{b: c}]}\n":    "what dependsOn holds must be text, and is a table",
		head + "metadata: {name: a, tags: 5}\nspec: {owner: [b]}\n":    "owner must be text, and is a list",
		head + "metadata: {name: a, tags: 5}\n":                        "tags must be a list, and is a number",
		head + "metadata: {name: a, description: {}}\n":                "description must be text, and is a table",
		head + "metadata: {name: a}\nspec: {system: [b], type: [c]}\n": "system must be text, and is a list",
	} {
		got := formattest.Text(backstage.Format().Read([]format.File{{Name: "f", Data: []byte(file)}}, format.Options{}))
		if !strings.Contains(got, want) || !strings.Contains(got, "# 0:") {
			t.Errorf("%s\nhas not %s, but\n%s", file, want, got)
		}
	}
}

// TestNames gives the plain name to the same kind, whichever stands first.
func TestNames(t *testing.T) {
	doc := func(kind, name string) string {
		return "---\napiVersion: backstage.io/v1alpha1\nkind: " + kind + "\nmetadata: {name: " + name + "}\n"
	}
	for file, want := range map[string]string{
		doc("API", "a") + doc("Resource", "a") + doc("Component", "a"): "api-a resource-a a",
		doc("Component", "a") + doc("API", "a"):                        "a api-a",
		doc("System", "a") + doc("API", "a"):                           "system-a a",
		doc("API", "Big_Name"):                                         "big-name",
		doc("API", "a, namespace: Shop") + doc("API", "a"):             "shop-a a",
	} {
		var got []string
		for _, e := range backstage.Format().Read([]format.File{{Data: []byte(file)}}, format.Options{}).Elements {
			got = append(got, e.ID)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, not %s", file, got, want)
		}
	}
}

// TestSniff tells catalogues from other YAML.
func TestSniff(t *testing.T) {
	for text, want := range map[string]bool{
		"# a\n---\nkind: Component\napiVersion: backstage.io/v1alpha1\n": true,
		"\"apiVersion\": 'backstage.io/v1beta1'":                         true,
		"apiVersion: v1\nkind: Service\n":                                false,
		"services:\n  a: {image: backstage.io/x}\n":                      false,
		"data:\n  x: |\n    apiVersion: backstage.io/v1\n":               false,
	} {
		if backstage.Format().Sniff([]byte(text)) != want {
			t.Errorf("%q: not %t", text, want)
		}
	}
}

// FuzzRead looks for panics, for places outside the file and for requirements of nothing.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"shop.yaml", "payments.yml"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
		for _, doc := range strings.Split(string(data), "\n---\n") {
			f.Add([]byte(doc))
		}
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc := backstage.Format().Read([]format.File{{Name: "f", Data: data}}, format.Options{})
		for _, x := range doc.Flaws {
			if x.At.Start < 0 || x.At.End < x.At.Start || x.At.End > len(data) || x.Code == "" || strings.ContainsFunc(x.Message, unicode.IsControl) {
				t.Fatalf("%+v", x)
			}
		}
		ids := map[string]bool{}
		for _, e := range doc.Elements {
			if ids[e.ID] && e.Table != "sector" || e.At.End > len(data) {
				t.Fatalf("%+v", e)
			}
			ids[e.ID] = ids[e.ID] || e.Table != "sector"
		}
	})
}
