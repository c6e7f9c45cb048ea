package redundancy_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/redundancy"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/graph/engine/commoncause"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

func load(t testing.TB, text string) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, []byte(text))
}

func of(t testing.TB, c *compile.Compiled) *result.FalseRedundancy {
	t.Helper()
	f, err := redundancy.Of(t.Context(), c)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// Example finds what stopped KakaoTalk from switching over in 2022: the tools that
// promote the standby stood in the building that burnt.
func Example() {
	m, err := models.Load(models.Request{})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	f, err := redundancy.Of(context.Background(), c)
	if err != nil {
		panic(err)
	}
	for _, x := range f.Findings {
		if x.Node == "kakao" {
			fmt.Println(x.Node, "loses its group to", x.Shared, x.Paths)
		}
	}
	// Output:
	// kakao loses its group to skcc-power [[kakao-pangyo skcc-power] [redundancy-kakao skcc-power]]
}

const sites = `
[power.mains]
[datacentre.east]
needs = ["mains"]
[datacentre.west]
needs = ["mains"]
`

func TestFalseRedundancy(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a shared supply", sites + "[platform.x]\nneeds = [{ any = [\"east\", \"west\"] }]", "x/1 mains"},
		{"a member stands on the other", "[datacentre.a]\n[platform.b]\nneeds = [\"a\"]\n[platform.x]\nneeds = [{ any = [\"a\", \"b\"] }]", "x/1 a"},
		{"two of three share a supply, and two are needed", sites + "[datacentre.far]\n[platform.x]\nneeds = [{ at_least = 2, of = [\"east\", \"west\", \"far\"] }]", "x/1 mains"},
		{"two of three share a supply, and one is needed", sites + "[datacentre.far]\n[platform.x]\nneeds = [{ any = [\"east\", \"west\", \"far\"] }]", ""},
		{"all of them are needed", sites + "[platform.x]\nneeds = [{ all = [\"east\", \"west\"] }]", ""},
		{"one losing only degrades", "[power.p]\n[datacentre.a]\nneeds = [\"p\"]\n[datacentre.b]\nneeds = [{ on = \"p\", loss = \"degraded\" }]\n[platform.x]\nneeds = [{ any = [\"a\", \"b\"] }]", ""},
		{"the whole group only degrades", sites + "[platform.x]\nneeds = [{ any = [\"east\", \"west\"], loss = \"degraded\" }]", "x/1 mains"},
		{"a slow switch is not false", "[datacentre.a]\n[datacentre.b]\n[platform.x]\nneeds = [{ any = [\"a\", \"b\"], failover = \"10h\" }]", ""},
		{"a battery does not last", "[power.p]\n[datacentre.a]\nneeds = [{ on = \"p\", holdup = \"9h\" }]\n[datacentre.b]\nneeds = [\"p\"]\n[platform.x]\nneeds = [{ any = [\"a\", \"b\"] }]", "x/1 p"},
		{"members that need the node itself", "[datacentre.a]\nneeds = [\"x\"]\n[datacentre.b]\nneeds = [\"x\"]\n[power.p]\n[platform.x]\nneeds = [\"p\", { any = [\"a\", \"b\"] }]", ""},
		{"a site in common", "[datacentre.a]\nsite = \"s\"\n[datacentre.b]\nsite = \"s\"\n[platform.x]\nneeds = [{ any = [\"a\", \"b\"] }]", "x/1 site=s"},
		{"a site in common further down", "[power.a]\nsite = \"s\"\n[power.b]\nsite = \"s\"\n[datacentre.c]\nneeds = [\"a\"]\n[datacentre.d]\nneeds = [\"b\"]\n[platform.x]\nneeds = [{ any = [\"c\", \"d\"] }]", "x/1 site=s"},
		{"a vendor and an operator in common", "[datacentre.a]\nvendor = \"v\"\noperator = \"o\"\n[datacentre.b]\nvendor = \"v\"\noperator = \"o\"\n[platform.x]\nneeds = [{ any = [\"a\", \"b\"] }]", "x/1 operator=o, x/1 vendor=v"},
		{"the node has the operator, too", "[datacentre.a]\noperator = \"o\"\n[datacentre.b]\noperator = \"o\"\n[platform.x]\noperator = \"o\"\nneeds = [{ any = [\"a\", \"b\"] }]", ""},
		{"a grouping is no cause, what it stands on is", "[power.p]\n[equipment.g]\nfails = false\nneeds = [\"p\"]\n[datacentre.a]\nneeds = [\"g\"]\n[datacentre.b]\nneeds = [\"g\"]\n[platform.x]\nneeds = [{ any = [\"a\", \"b\"] }]", "x/1 p"},
		{"parts are one finding", sites + "[carrier.l]\n[carrier.m]\n[population.p]\naccess = { l = 0.5, m = 0.5 }\n[service.x]\npopulation = \"p\"\nneeds = [\"mains\", { any = [\"east\", \"west\"] }]", "x/2 mains"},
		{"a second line on the first", "[carrier.l]\n[carrier.m]\n[carrier.l2]\nneeds = [\"l\"]\n[population.p]\naccess = { l = 0.5, m = 0.5 }\n[service.x]\npopulation = \"p\"\nneeds = [{ any = [\"@access\", \"l2\"] }]", "x/1@l l"},
		{"a group within a group", sites + "[datacentre.far]\n[platform.x]\nneeds = [{ all = [{ any = [\"east\", \"west\"] }, \"far\"] }]", "x/1 mains"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, x := range of(t, load(t, tt.text)).Findings {
				s := fmt.Sprintf("%s/%d", x.Node, x.Need)
				for _, p := range x.Parts {
					s += "@" + p
				}
				if s += " " + x.Shared; x.Attribute != "" {
					s += string(x.Attribute) + "=" + x.Value
				}
				got = append(got, s)
			}
			if strings.Join(got, ", ") != tt.want {
				t.Errorf("found %q, want %q", got, tt.want)
			}
		})
	}
}

// TestNothingIsSkipped compares with a search that tries every node, also those
// that the shortcut leaves out.
func TestNothingIsSkipped(t *testing.T) {
	findings, cases := 0, rounds.Of(t, 200, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 64))
		size := gen.RandomSize(rng)
		size.Groups, size.Depth = 0.6, 2
		c := load(t, string(gen.TOML(gen.Doc(rng, size))))
		var got, want []string
		for _, x := range of(t, c).Findings {
			got = append(got, fmt.Sprint(x.Node, x.Need, x.Group, x.Shared))
		}
		var causes []commoncause.Cause
		for i := range c.Model.Nodes {
			if c.Model.Nodes[i].Fails {
				x := commoncause.Cause{ID: int32(i), Vertices: []int32{int32(i)}}
				causes = append(causes, commoncause.Cause{ID: int32(i), Vertices: slices.AppendSeq(x.Vertices, c.Parts(int32(i)).All())})
			}
		}
		slow, err := commoncause.Find(t.Context(), c.Graph, cascade.New(c.Graph, models.Forever), causes, 1<<30)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range slow.Findings {
			node, need := c.Requirement(x.Gate)
			if s := fmt.Sprint(c.Model.Nodes[node].ID, need+1, ""); !slices.ContainsFunc(got, func(g string) bool {
				return strings.HasPrefix(g, s) && strings.HasSuffix(g, c.Model.Nodes[x.Cause].ID)
			}) {
				want = append(want, s+" "+c.Model.Nodes[x.Cause].ID)
			}
			findings++
		}
		if len(want) > 0 {
			t.Fatalf("seed %d: %q lacks %q", seed, got, want)
		}
	}
	if findings < cases.Least(200) {
		t.Errorf("%d findings: the models are too easy", findings)
	}
}

// TestOfNodeIsAPart compares what is found of each node alone with what is found of it
// among all: of random models, nodes of which have sites and operators in common.
func TestOfNodeIsAPart(t *testing.T) {
	findings, cases := 0, rounds.Of(t, 40, 400)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 65))
		size := gen.RandomSize(rng)
		size.Groups, size.Depth = 0.6, 2
		doc := gen.Doc(rng, size)
		if seed%3 == 0 {
			doc = gen.Inhibited(rng, size)
		}
		c := load(t, string(gen.TOML(doc)))
		for i := range c.Model.Nodes {
			c.Model.Nodes[i].Site, c.Model.Nodes[i].Operator = fmt.Sprint("s", rng.IntN(4)), fmt.Sprint("o", rng.IntN(6))
		}
		all := of(t, c).Findings
		findings += len(all)
		for i := range c.Model.Nodes {
			id, want := c.Model.Nodes[i].ID, []result.CommonCause{}
			for _, x := range all {
				if x.Node == id {
					want = append(want, x)
				}
			}
			got, err := redundancy.OfNode(t.Context(), c, id)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Findings, want) {
				t.Fatalf("seed %d, %s: %+v, want %+v", seed, id, got.Findings, want)
			}
		}
	}
	if findings < cases.Least(1000) {
		t.Errorf("only %d findings", findings)
	}
}
