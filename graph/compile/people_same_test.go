package compile_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models/redact"
)

// same compares the parts of two models: by name, with their shares, and how they fare
// when each node fails.
func same(t *testing.T, what string, a, b *compile.Compiled) {
	t.Helper()
	if a.Graph.Len() != b.Graph.Len() {
		t.Fatalf("%s: %d vertices, then %d", what, a.Graph.Len(), b.Graph.Len())
	}
	for v := range int32(a.Graph.Len()) {
		if x := b.Vertex(a.Name(v)); x < 0 || math.Abs(a.Share(v)-b.Share(x)) > 1e-9 {
			t.Fatalf("%s: %s is no more what it was", what, a.Name(v))
		}
	}
	for i := range a.Model.Nodes {
		id := a.Model.Nodes[i].ID
		before, after := runOf(a, int32(i)), runOf(b, b.Vertex(id))
		for v := range int32(a.Graph.Len()) {
			if x := b.Vertex(a.Name(v)); before.Level(v) != after.Level(x) {
				t.Fatalf("%s: without %s, %s is %s, then %s", what, id, a.Name(v), before.Level(v), after.Level(x))
			}
		}
	}
}

// TestWhatSaysNothingNew adds a split that no line goes by, writes joint shares that are
// the product, and takes a value apart into two that nothing tells apart.
func TestWhatSaysNothingNew(t *testing.T) {
	tried := 0
	cases := rounds.Of(t, 150, 1500)
	for seed := range cases.Seeds() {
		w := newCrowd(seed)
		text := string(w.model())
		c, ok := compiled(t, []byte(text))
		if !ok {
			continue
		}
		tried++
		more := strings.Replace(text, "[population.p]\n", "[population.p]\nby.extra = { x = 0.3, y = 0.7 }\n", 1)
		same(t, fmt.Sprintf("seed %d, another split", seed), c, fixture.Compile(t, []byte(more)))
		joint := strings.Replace(text, "[population.p]\n", "[population.p]\n"+w.joint(c)+"\n", 1)
		same(t, fmt.Sprintf("seed %d, joint shares", seed), c, fixture.Compile(t, []byte(joint)))
	}
	if tried < cases.Least(100) {
		t.Errorf("only %d models", tried)
	}
}

// joint writes all segments of a model as joint shares.
func (w *crowd) joint(c *compile.Compiled) string {
	s := c.Model.SegmentsOf(0)
	var rows []string
	for i := range s.Len() {
		row := ""
		for k := range s.Splits {
			row += fmt.Sprintf("%s = %q, ", s.Splits[k].Name, s.SplitValue(i, k))
		}
		rows = append(rows, fmt.Sprintf("{ %sshare = %.9f }", row, s.Share(i)))
	}
	return "joint = [" + strings.Join(rows, ", ") + "]"
}

const town = `
[carrier.a]
[carrier.b]
[platform.log-in]
needs = ["b"]
[service.calls]
population = "people"
needs = ["@mobile"]
[service.bank]
population = "people"
needs = ["log-in", { any = ["@home", "@mobile"] }]
[service.shop]
population = "people"
needs = ["bank", { on = "calls", loss = "degraded" }]
`

// TestEqualSegments takes a value apart into two with the same lines: what is alike is
// one part.
func TestEqualSegments(t *testing.T) {
	one := fixture.Compile(t, []byte(town+`
[population.people]
by.mobile-of = { a = 0.4, b = 0.6 }
by.home-of = { a = 0.5, none = 0.5 }
line.mobile = "{mobile-of}"
line.home = { home-of = { a = "a" } }
`))
	two := fixture.Compile(t, []byte(town+`
[population.people]
by.mobile-of = { a = 0.4, b-old = 0.25, b-new = 0.35 }
by.home-of = { a = 0.3, a2 = 0.2, none = 0.5 }
line.mobile = { mobile-of = { a = "a", b-old = "b", b-new = "b" } }
line.home = { home-of = { a = "a", a2 = "a" } }
`))
	same(t, "values apart", one, two)
	if got := one.Parts(one.Vertex("calls")).Len(); got != 2 {
		t.Errorf("calls has %d parts", got)
	}
	if got := one.Parts(one.Vertex("shop")).Len(); got != 4 {
		t.Errorf("shop, which needs both, has %d parts", got)
	}
}

// TestAccessIsShort writes access in full: the parts have the same names.
func TestAccessIsShort(t *testing.T) {
	const services = `
[carrier.a]
[carrier.b]
[service.calls]
population = "people"
[service.bank]
population = "people"
needs = [{ any = ["@%s", "b"] }]
[service.shop]
population = "people"
needs = ["bank", "calls@a"]
[population.people]
`
	short := fixture.Compile(t, []byte(fmt.Sprintf(services, "access")+"access = { a = 0.4, b = 0.6 }\n"))
	full := fixture.Compile(t, []byte(fmt.Sprintf(services, "net")+"by.net-of = { a = 0.4, b = 0.6 }\nline.net = \"{net-of}\"\n"))
	same(t, "access in full", short, full)
}

// TestPseudonyms compares a model with itself under pseudonyms: as many vertices fall, of
// the same shares.
func TestPseudonyms(t *testing.T) {
	for seed := range rounds.Of(t, 60, 600).Seeds() {
		w := newCrowd(seed)
		c, ok := compiled(t, w.model())
		if !ok {
			continue
		}
		r, err := compile.Compile(redact.Model(c.Model, nil))
		if err != nil {
			t.Fatal(err)
		}
		if got, want := outcomes(r), outcomes(c); !slices.Equal(got, want) {
			t.Fatalf("seed %d: %v, want %v\n%s", seed, got, want, w.model())
		}
	}
}

// outcomes lists, for each failure, what share of services falls.
func outcomes(c *compile.Compiled) []string {
	var out []string
	for i := range c.Model.Nodes {
		run, lost := runOf(c, int32(i)), 0.0
		for v := range int32(c.Graph.Len()) {
			lost += float64(2-run.Level(v)) * c.Share(v)
		}
		out = append(out, fmt.Sprintf("%.9f", lost))
	}
	slices.Sort(out)
	return out
}
