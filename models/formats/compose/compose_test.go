package compose_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/models/formats/compose"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/formattest"
)

func readText(files ...string) *format.Document {
	list := make([]format.File, len(files))
	for i, f := range files {
		list[i] = format.File{Name: fmt.Sprintf("%d.yaml", i+1), Data: []byte(f)}
	}
	return compose.Format().Read(list, format.Options{})
}

// TestRead compares readings of files that have the traps of real ones with what they
// should bring.
func TestRead(t *testing.T) {
	for golden, names := range map[string][]string{
		"shop.txt":     {"shop.yaml"},
		"override.txt": {"shop.override.yaml"},
		"both.txt":     {"shop.yaml", "shop.override.yaml"},
	} {
		got := formattest.Text(formattest.Files(t, compose.Format(), names...))
		if strings.Contains(got, "secret that stays") {
			t.Errorf("%s: an environment value is in the model", golden)
		}
		formattest.Golden(t, golden, got)
	}
}

// TestCounts keeps that what is read and what is left out is all that the files say.
func TestCounts(t *testing.T) {
	for _, c := range []struct {
		files        []string
		nodes, edges int
	}{
		{[]string{"shop.yaml"}, 10, 19},
		{[]string{"shop.yaml", "shop.override.yaml"}, 11, 20},
	} {
		doc := formattest.Files(t, compose.Format(), c.files...)
		nodes, edges := formattest.Said(doc)
		if nodes != c.nodes || edges != c.edges {
			t.Errorf("%v: %d nodes and %d edges, not %d and %d", c.files, nodes, edges, c.nodes, c.edges)
		}
	}
}

// TestEdges reads one way after another in which a service a needs b.
func TestEdges(t *testing.T) {
	for said, want := range map[string]string{
		"depends_on: [b]":         `on = "b"`,
		"depends_on: {b: }":       `on = "b"`,
		"depends_on: {b: {}}":     `on = "b"`,
		"links: [b:database]":     `on = "b"`,
		"volumes_from: [b:ro]":    `on = "b"`,
		"network_mode: service:b": `on = "b"`,
		"ipc: service:b":          `on = "b"`,
		"pid: service:b":          `on = "b"`,
		"depends_on: {b: {condition: service_healthy, required: false}}": `loss = "degraded", on = "b"`,
		"depends_on: {b: {condition: service_completed_successfully}}":   "only order the start",
		"depends_on: [\"${B}\"]":          "do not define: a -> ${B}",
		"volumes_from: [\"container:b\"]": "containers of other projects: a -> b",
		"network_mode: container:b":       "containers of other projects: a -> b",
		"external_links: [b]":             "containers of other projects: a -> b",
		"network_mode: bridge":            "# 2 nodes, 0 edges",
		"scale: 2":                        "2 replicas on one host",
		"deploy: {replicas: 2}":           "2 replicas on one host",
		"deploy: {replicas: 0}":           "no replicas run",
		"deploy: {replicas: 1}":           "# 2 nodes, 0 edges",
		"profiles: [x, y]":                "only with the profile x or y",
		"env_file: [{path: .env}]":        "not read: .env",
		"extends: nothing":                "a extends nothing",
		"extends: {service: c, file: f}":  "a extends c",
		"depends_on: [a]":                 "requirements of nodes by themselves",
	} {
		if got := formattest.Text(readText("services:\n  a:\n    " + said + "\n  b: {}\n")); !strings.Contains(got, want) || strings.Count(got, "file\"") > 0 {
			t.Errorf("%s: no %s in\n%s", said, want, got)
		}
	}
}

// TestFlaws says what is wrong, and where.
func TestFlaws(t *testing.T) {
	bomb := "a: &a [b, b, b, b, b, b, b, b, b, b]\n"
	for c := 'b'; c < 'n'; c++ {
		bomb += fmt.Sprintf("%c: &%c {<<: [%s]}\n", c, c, strings.Repeat(fmt.Sprintf("*%c, ", max(c-1, 'b')), 9))
	}
	for said, want := range map[string]string{
		"":                                    "no service is defined",
		"a: 1":                                "no service is defined",
		"- a":                                 "0:0-0 compose: a Compose file is a table",
		"services: [a]":                       "0:10-10 compose: services is a table",
		"services: {a: 1}":                    `compose: service "a" is a table`,
		"services: {a: {depends_on: 1}}":      `depends_on of service "a" is no list of services`,
		"services: {a: {depends_on: [[]]}}":   "holds what is no name",
		"services: {a: {depends_on: {b: 1}}}": `says of "b" neither`,
		"services: {a: {network_mode: [b]}}":  "is no text",
		"services: {a: {}, a: {}}":            `0:18-19 duplicate: key "a" stands here a second time`,
		"services:\n  a: {extends: b}\n  b: {extends: a}": "these files do not go together",
		"services: {a: [": "yaml: this is no YAML",
		"services: {a: &x {<<: *x, depends_on: [b]}}":              "# 1 nodes",
		"services: {a: {depends_on: [b]}}\n---\nservices: {b: {}}": "# 2 nodes, 1 edges",
		bomb + "services: {a: {<<: *m}}":                           "",
	} {
		if got := formattest.Text(readText(said)); !strings.Contains(got, want) {
			t.Errorf("%s: no %s in\n%s", said, want, got)
		}
	}
}

// TestLarge bounds what aliases repeat.
func TestLarge(t *testing.T) {
	var b strings.Builder
	b.WriteString("x: &x [" + strings.Repeat("b, ", 20_000) + "b]\nservices:\n  b: {}\n")
	for i := range 2000 {
		fmt.Fprintf(&b, "  s%d: {depends_on: *x}\n", i)
	}
	doc := readText(b.String())
	if len(doc.Flaws) == 0 || doc.Flaws[0].Code != "too-large" {
		t.Errorf("%+v", doc.Flaws)
	}
}

// TestPlaces finds the last file that says a thing.
func TestPlaces(t *testing.T) {
	got := formattest.Text(readText("services:\n  a: {depends_on: [b]}\n  b: {}\n", "services:\n  a:\n    depends_on:\n      - b\n"))
	if !strings.Contains(got, `on = "b", source = "2.yaml:4"`) || !strings.Contains(got, `source = "1.yaml:2"`) {
		t.Error(got)
	}
}

// TestMany reads what is large and means no harm.
func TestMany(t *testing.T) {
	var b strings.Builder
	b.WriteString("services:\n")
	for i := range 1000 {
		fmt.Fprintf(&b, "  s%d:\n    image: x\n    environment: [A=b, C=d]\n    depends_on: [s%d, s%d]\n", i, (i+1)%1000, (i+7)%1000)
	}
	start := time.Now()
	doc := readText(b.String(), b.String())
	if doc.Counts != (format.Counts{Nodes: 1000, Edges: 2000}) || time.Since(start) > time.Minute {
		t.Errorf("%+v in %s", doc.Counts, time.Since(start))
	}
}

func TestSniff(t *testing.T) {
	f := compose.Format()
	for said, want := range map[string]bool{
		"version: '3'\nservices:\n  a:": true, "\"services\" : {}": true, "x-a: 1\n'services':\n": true,
		"apiVersion: v1\nkind: Service\nspec:\n  services: 1": false, "apiVersion: x\nservices:\n": false, "a:\n  services:\n": false, "services = 1": false,
	} {
		if f.Sniff([]byte(said)) != want {
			t.Errorf("%q: %t", said, !want)
		}
	}
}

// FuzzRead looks for panics, for flaws outside the file, and for what is read twice
// otherwise.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"shop.yaml", "shop.override.yaml"} {
		data, err := os.ReadFile("testdata/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, []byte("services: {a: !reset , db: {depends_on: !override [web]}}"))
	}
	f.Add([]byte("services: {a: &x {<<: *x, extends: a}}"), []byte("services: !reset {}"))
	f.Fuzz(func(t *testing.T, one, two []byte) {
		files := []string{string(one), string(two)}
		doc := readText(files...)
		for _, x := range doc.Flaws {
			if x.At.Start < 0 || x.At.End < x.At.Start || x.At.End > len(files[x.At.File]) || x.Code == "" || x.Message == "" {
				t.Fatalf("%+v", x)
			}
		}
		if again := formattest.Text(readText(files...)); again != formattest.Text(doc) {
			t.Fatalf("%s\nand then\n%s", formattest.Text(doc), again)
		}
		if len(doc.Flaws) == 0 && doc.Counts.Nodes == 0 && !slices.ContainsFunc(doc.Lost, func(l format.Loss) bool { return l.Of == format.OfNode }) {
			t.Fatal("nothing was read, and no one is told")
		}
	})
}
