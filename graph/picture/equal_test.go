package picture_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestEqualsFoldTogether: of 1,500 equal leaves none is alone; what differs in what it
// needs, in how it fares, in what its line says or in what needs it does not share their
// box.
func TestEqualsFoldTogether(t *testing.T) {
	var b strings.Builder
	b.WriteString("[carrier.hub]\n[carrier.other]\n")
	for i := range 1500 {
		fmt.Fprintf(&b, "[service.leaf%d]\nname = \"Leaf %d\"\nusers = %d\nneeds = [\"hub\"]\n", i, i, i)
	}
	b.WriteString(`
[service.both]
needs = ["hub", "other"]
[service.soft]
needs = [{ on = "hub", loss = "degraded" }]
[service.battery]
needs = [{ on = "hub", holdup = "10m" }]
[service.below]
needs = ["hub"]
[service.above]
needs = ["below"]
[platform.kind]
needs = ["hub"]
`)
	pic := of(t, load(t, "m.toml", []byte(b.String())), drawing{Lang: "en"}, "hub")
	want(t, "picture", boxes(pic), `above down (down)
battery down (down)
below down (down)
both down (down)
equal:leaf0*1500 down (1500 nodes: down)
hub failed (FAILED)
kind down (down)
other up
soft degraded (degraded)
`)
	if i := slices.IndexFunc(pic.Nodes, func(n result.PictureNode) bool { return n.Folded > 0 }); pic.Nodes[i].Name != "Leaf 1499" || pic.Nodes[i].Other != "and 1499 others like it" {
		t.Errorf("the box is called %q, %q", pic.Nodes[i].Name, pic.Nodes[i].Other)
	}
}

// TestEqualChains: equal rows of different nodes fold side by side.
func TestEqualChains(t *testing.T) {
	var b strings.Builder
	b.WriteString("[carrier.hub]\n")
	for i := range 40 {
		fmt.Fprintf(&b, "[platform.p%d]\nneeds = [\"hub\"]\n[service.s%d]\nneeds = [\"p%d\"]\n", i, i, i)
	}
	pic := of(t, load(t, "m.toml", []byte(b.String())), drawing{Lang: "en"}, "hub")
	want(t, "picture", boxes(pic)+arrows(pic), `equal:p0*40 down (40 nodes: down)
equal:s0*40 down (40 nodes: down)
hub failed (FAILED)
equal:p0 -> equal:s0 hard x40 !
hub -> equal:p0 hard x40 !
`)
}

// TestChains: a chain of 500 is a few boxes, whatever fails; what others join, what
// failed and what fares otherwise stays.
func TestChains(t *testing.T) {
	chain := jsonl(500, func(i int) (string, []int) { return "platform", before(i, 1) })
	c := load(t, "m.jsonl", chain)
	want(t, "chain", boxes(of(t, c, drawing{Lang: "en"})), "n0 up\nn499 up\nseries:n1*498 up (498 nodes)\n")
	want(t, "its end failed", boxes(of(t, c, drawing{Lang: "en"}, "n0")), "n0 failed (FAILED)\nn499 down (down)\nseries:n1*498 down (498 nodes: down)\n")
	want(t, "its middle failed", boxes(of(t, c, drawing{Lang: "en", All: true}, "n250")), `n0 up
n250 failed (FAILED)
n499 down (down)
series:n1*249 up (249 nodes)
series:n251*248 down (248 nodes: down)
`)
	want(t, "around its middle", boxes(of(t, c, drawing{Lang: "en", Focus: "n250"})), "n0 up\nn250 up\nn499 up\nseries:n1*249 up (249 nodes)\nseries:n251*248 up (248 nodes)\n")
	pic := of(t, c, drawing{Lang: "en"})
	if n := pic.Nodes[2]; n.Name != "n1 … n498" || n.Other != "one after another" {
		t.Errorf("the row is called %q, %q", n.Name, n.Other)
	}
}

// TestNoFoldGoesInACircle: two sectors that stand on each other's services by turns
// would; they are taken apart as far as it takes.
func TestNoFoldGoesInACircle(t *testing.T) {
	text := `
[sector.a]
[sector.b]
[service.a1]
sector = "a"
[service.b1]
sector = "b"
needs = ["a1"]
[service.b2]
sector = "b"
needs = ["a1"]
[service.a2]
sector = "a"
needs = ["b1"]
[service.a3]
sector = "a"
needs = ["b2", "a2"]
`
	pic := of(t, load(t, "m.toml", []byte(text)), drawing{Lang: "en", Fold: result.FoldSector})
	want(t, "picture", boxes(pic)+arrows(pic), `a1 up (a)
sector:a*2 up (2 nodes) (a)
sector:b*2 up (2 nodes)
a1 -> sector:b hard x2
sector:b -> sector:a hard x2
`)
	// What goes in a circle in the model may in the picture.
	pic = of(t, load(t, "m.toml", []byte(strings.Replace(text, "[service.a1]\n", "[service.a1]\nneeds = [\"b1\"]\n", 1))), drawing{Lang: "en", Fold: result.FoldSector})
	want(t, "picture", boxes(pic)+arrows(pic), `sector:a*3 up (3 nodes)
sector:b*2 up (2 nodes)
sector:a -> sector:b hard x2
sector:b -> sector:a hard x3
`)
}

// TestSameNamesShowIds: boxes that look the same are told apart.
func TestSameNamesShowIds(t *testing.T) {
	pic := of(t, load(t, "m.toml", []byte(`
[carrier.a]
name = { en = "Line", ko = "회선" }
[carrier.b]
name = { en = "Line", ko = "회선" }
[carrier.c]
name = "Line C"
[carrier.line]
`)), drawing{Lang: "en"})
	var got []string
	for _, n := range pic.Nodes {
		got = append(got, n.Name+"|"+n.Other)
	}
	want(t, "names", strings.Join(got, "\n"), "Line|회선 · a\nLine|회선 · b\nLine C|\nline|")
}
