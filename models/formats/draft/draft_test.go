package draft_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/toml"
)

func Example() {
	d := draft.New([]format.File{{Name: "list.txt", Data: []byte("Shop\nShop -> DB 1 or DB 2\n")}})
	second := format.Span{Start: 5, End: 26}
	d.Node(draft.Node{Key: "Shop", Sector: "Retail", At: format.Span{End: 4}})
	for _, db := range []string{"DB 1", "DB 2"} {
		d.Node(draft.Node{Key: db, Operator: "Someone", At: second})
		d.Need(draft.Need{From: "Shop", To: db, Group: "db", At: second})
	}
	d.Need(draft.Need{From: "Shop", To: "Till", At: second})
	doc := d.Document()
	fmt.Print(text(doc))
	fmt.Printf("%+v, left out: %s: %s\n", doc.Counts, doc.Lost[0].Kind, doc.Lost[0].What)
	// Output:
	// [sector.retail]
	// name = "Retail"
	//
	// [service.shop]
	// name = "Shop"
	// needs = [{ any = ["db-1", "db-2"], confidence = "assumed", source = "list.txt:2" }]
	// sector = "retail"
	// source = "list.txt:1"
	//
	// [platform.db-1]
	// name = "DB 1"
	// operator = "Someone"
	// source = "list.txt:2"
	//
	// [platform.db-2]
	// name = "DB 2"
	// operator = "Someone"
	// source = "list.txt:2"
	// {Nodes:3 Edges:2}, left out: requirements of what the files do not define: Shop -> Till
}

func text(doc *format.Document) string {
	var b strings.Builder
	if _, err := toml.Format().Write(&b, doc.Elements); err != nil {
		return err.Error()
	}
	return b.String()
}

// TestRequirements makes the requirements of one node.
func TestRequirements(t *testing.T) {
	const ground = `confidence = "assumed", `
	for _, c := range []struct {
		needs []draft.Need
		want  string
	}{
		{[]draft.Need{{To: "b"}, {To: "c", Soft: true}}, `[{ ` + ground + `on = "b", source = "f:1" }, { ` + ground + `loss = "degraded", on = "c", source = "f:1" }]`},
		{[]draft.Need{{To: "b", Soft: true}, {To: "b"}}, `[{ ` + ground + `on = "b", source = "f:1" }]`},
		{[]draft.Need{{To: "b", Group: "g"}}, `[{ ` + ground + `on = "b", source = "f:1" }]`},
		{[]draft.Need{{To: "b", Group: "g", Failover: "5m"}}, `[{ ` + ground + `on = "b", source = "f:1" }]`},
		{[]draft.Need{{To: "b", Group: "g", Failover: "5m", HoldUp: "1h"}, {To: "c", Group: "g"}}, `[{ any = ["b", "c"], ` + ground + `failover = "5m", holdup = "1h", source = "f:1" }]`},
		{[]draft.Need{{To: "b", Group: "g", AtLeast: 2}, {To: "c", Group: "g"}, {To: "d", Group: "g"}}, `[{ at_least = 2, ` + ground + `of = ["b", "c", "d"], source = "f:1" }]`},
		{[]draft.Need{{To: "b", Group: "g", AtLeast: 2}}, `[{ at_least = 2, ` + ground + `of = ["b"], source = "f:1" }]`}, // wrong, which the loader says
		{[]draft.Need{{Ref: "@access"}, {To: "b", Keys: map[string]any{"accepts": "degraded"}}}, `[{ ` + ground + `on = "@access", source = "f:1" }, { accepts = "degraded", ` + ground + `on = "b", source = "f:1" }]`},
		{[]draft.Need{{To: "b"}, {To: "b"}, {To: "a"}, {To: "x"}}, `[{ ` + ground + `on = "b", source = "f:1" }]`},
		{[]draft.Need{{To: "b", Confidence: "stated", Source: "elsewhere"}}, `[{ confidence = "stated", on = "b", source = "elsewhere" }]`},
	} {
		d := draft.New([]format.File{{Name: "f"}})
		for _, key := range []string{"a", "b", "c", "d"} {
			d.Node(draft.Node{Key: key})
		}
		for _, n := range c.needs {
			n.From = "a"
			d.Need(n)
		}
		doc := d.Document()
		if got := text(doc); !strings.Contains(got, "[service.a]\nneeds = "+c.want+"\n") {
			t.Errorf("got\n%s\nwant needs = %s", got, c.want)
		}
		if doc.Counts.Edges+len(doc.Lost) != len(c.needs) {
			t.Errorf("%+v and %d left out of %d", doc.Counts, len(doc.Lost), len(c.needs))
		}
	}
}

// TestKinds gives what files call kinds an id of its own where the language has that word.
func TestKinds(t *testing.T) {
	d := draft.New([]format.File{{}})
	for i, kind := range []string{"", "carrier", "Web server", "source", "서버"} {
		d.Node(draft.Node{Key: fmt.Sprint("n", i), Kind: kind})
	}
	got := text(d.Document())
	for _, want := range []string{"[service.n0]", "[carrier.n1]", "[kind.web-server]\nname = \"Web server\"", "[web-server.n2]", "[kind.source-node]\nname = \"source\"", "[source-node.n3]", "[kind.kind-node]\nname = \"서버\""} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s in\n%s", want, got)
		}
	}
}

// TestPlaces finds what an option adds, and where keys of requirements stand.
func TestPlaces(t *testing.T) {
	d := draft.New([]format.File{{Name: "f", Data: []byte("a\nb\nc\n")}})
	d.Cell = func(at format.Span, key string) (format.Span, bool) {
		return format.Span{Start: at.Start, End: at.Start + len(key)}, key != "name"
	}
	for i, key := range []string{"a", "b", "c"} {
		at := format.Span{Start: 2 * i, End: 2*i + 1}
		d.Node(draft.Node{Key: key, At: at})
		d.Need(draft.Need{From: "a", To: key, Group: "g", At: at})
	}
	d.Need(draft.Need{From: "b", To: "c", Option: "o"})
	d.Other(func(ids func(string) string, add draft.Added) format.Element {
		return format.Element{Table: "option", ID: "o", Keys: map[string]any{"add": add("o"), "name": ids("c") + ids("d")}}
	})
	doc := d.Document()
	if got, want := text(doc), `[option.o]
add = { platform = { b = { needs = [{ confidence = "assumed", on = "c", source = "f:1" }] } } }
name = "c"
`; !strings.HasSuffix(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	for path, want := range map[string]format.Span{
		"service.a.kind": {Start: 0, End: 4}, "service.a.needs.[0]": {Start: 2, End: 3}, "service.a.needs.[0].any": {Start: 2, End: 5},
		"service.a.needs.[0].any.[1]": {Start: 4, End: 6}, "service.a.needs.[0].failover": {Start: 2, End: 10},
		"service.a.name": {}, "service.a": {}, "service.x.kind": {}, "service.a.needs.[1]": {}, "service.a.needs.[x]": {},
	} {
		at, ok := doc.Locate(strings.Split(path, "."))
		if ok != (want != format.Span{}) || ok && at != want {
			t.Errorf("%s: %v, %t", path, at, ok)
		}
	}
}

// TestPlace tells the column in a long line alone.
func TestPlace(t *testing.T) {
	d := draft.New([]format.File{{Data: []byte("a\n" + strings.Repeat("x", 3000))}, {Name: "f", Data: []byte("\nb")}})
	for want, at := range map[string]format.Span{"file:1": {}, "file:2:1000": {Start: 1001}, "f:2": {File: 1, Start: 1}, "f:1": {File: 1}, "": {File: 2}} {
		if got := d.Place(at); got != want {
			t.Errorf("%+v: %s, not %s", at, got, want)
		}
	}
}

// TestCircles makes services of a circle that nothing outside needs, and of no other.
func TestCircles(t *testing.T) {
	for needs, want := range map[string]string{
		"ab ba":             "service service platform platform platform",
		"ab ba ca":          "platform platform service platform platform",
		"ab bc ca cd de ed": "service service service platform platform",
		"ab bc cb":          "service platform platform platform platform",
		"aa ab":             "service platform platform platform platform",
	} {
		d := draft.New([]format.File{{}})
		used := map[string]bool{}
		for _, n := range strings.Fields(needs) {
			used[n[:1]], used[n[1:]] = true, true
			d.Need(draft.Need{From: n[:1], To: n[1:]})
		}
		for _, key := range []string{"a", "b", "c", "d", "e"} {
			n := draft.Node{Key: key}
			if !used[key] {
				n.Kind = "platform"
			}
			d.Node(n)
		}
		var got []string
		for _, e := range d.Document().Elements {
			got = append(got, e.Table)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, not %s", needs, got, want)
		}
	}
}

func TestDistinct(t *testing.T) {
	got := draft.Distinct([][]string{{"a", "x/a"}, {"a", "y/a"}, {"b"}, {"b", "x/a", "z"}, {"c", "c"}, {}, {"y/a"}})
	if want := []string{"", "", "", "z", "c", "", "y/a"}; !slices.Equal(got, want) {
		t.Errorf("%q, not %q", got, want)
	}
}
