package models_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestTemplates: a template says what its elements would say one by one.
func TestTemplates(t *testing.T) {
	for name, c := range map[string]struct{ template, plain string }{
		"texts, keys and groups": {`
[carrier.kt-backbone]
[carrier."kt-exchange-{region}"]
each.region = ["seoul", "busan"]
name = { ko = "{region} 국사", en = "Exchange in {region}" }
[carrier."kt-line-{region}"]
each.region = ["seoul", "busan"]
needs = ["kt-backbone", { any = ["kt-exchange-{region}", { on = "kt-backbone", source = "a {letter} of {region}" }] }]
tags = ["{region}", "plain"]
at."2025".operator = "kt {region}"
[population."people-{region}"]
each.region = ["seoul", "busan"]
access = { "kt-line-{region}" = 1.0 }
`, `
[carrier.kt-backbone]
[carrier.kt-exchange-seoul]
name = { ko = "seoul 국사", en = "Exchange in seoul" }
[carrier.kt-exchange-busan]
name = { ko = "busan 국사", en = "Exchange in busan" }
[carrier.kt-line-seoul]
needs = ["kt-backbone", { any = ["kt-exchange-seoul", { on = "kt-backbone", source = "a {letter} of seoul" }] }]
tags = ["seoul", "plain"]
at."2025".operator = "kt seoul"
[carrier.kt-line-busan]
needs = ["kt-backbone", { any = ["kt-exchange-busan", { on = "kt-backbone", source = "a {letter} of busan" }] }]
tags = ["busan", "plain"]
at."2025".operator = "kt busan"
[population.people-seoul]
access = { kt-line-seoul = 1.0 }
[population.people-busan]
access = { kt-line-busan = 1.0 }
`},
		"several names cross": {`
[carrier."{a}-{b}"]
each.a = ["x", "y"]
each.b = ["1", "2", "3"]
operator = "{b}{a}"
`, "[carrier.x-1]\noperator = \"1x\"\n[carrier.x-2]\noperator = \"2x\"\n[carrier.x-3]\noperator = \"3x\"\n[carrier.y-1]\noperator = \"1y\"\n[carrier.y-2]\noperator = \"2y\"\n[carrier.y-3]\noperator = \"3y\"\n"},
		"values are not templates": {`
[carrier."x{a}"]
each.a = ["1"]
operator = "{a} {b} {{a}} {"
`, "[carrier.x1]\noperator = \"1 {b} {1} {\"\n"},
		"the values of a split": {`
[carrier.a]
[carrier.b]
[population.p]
access = { a = 0.5, b = 0.5 }
[platform."site-{x}"]
each.x = "population:p/access"
needs = ["{x}"]
`, "[carrier.a]\n[carrier.b]\n[population.p]\naccess = { a = 0.5, b = 0.5 }\n[platform.site-a]\nneeds = [\"a\"]\n[platform.site-b]\nneeds = [\"b\"]\n"},
		"splits and lines": {`
[carrier."{mobile-carrier}-mobile-{where}"]
each.mobile-carrier = "population:people/mobile"
each.where = ["west", "east"]
[population.people]
size = 10
by.mobile = { kt = 0.5, skt = 0.5 }
by.region = { west = 0.5, east = 0.5 }
line.data = "{mobile}-mobile-{region}"
[population."shops-{x}"]
each.x = ["a", "b"]
size = 10
by."m-{x}" = { kt = 0.5, skt = 0.5 }
line."l-{x}" = "{m-{x}}-mobile-west"
at."2025".by."m-{x}" = { kt = 0.25, skt = 0.75 }
`, `
[carrier.kt-mobile-west]
[carrier.skt-mobile-west]
[carrier.kt-mobile-east]
[carrier.skt-mobile-east]
[population.people]
size = 10
by.mobile = { kt = 0.5, skt = 0.5 }
by.region = { west = 0.5, east = 0.5 }
line.data = "{mobile}-mobile-{region}"
[population.shops-a]
size = 10
by.m-a = { kt = 0.5, skt = 0.5 }
line.l-a = "{m-a}-mobile-west"
at."2025".by.m-a = { kt = 0.25, skt = 0.75 }
[population.shops-b]
size = 10
by.m-b = { kt = 0.5, skt = 0.5 }
line.l-b = "{m-b}-mobile-west"
at."2025".by.m-b = { kt = 0.25, skt = 0.75 }
`},
		"an element beside": {`
[carrier."l-{x}"]
each.x = ["a", "b"]
operator = "kt"
vendor = "v"
[carrier.l-a]
operator = "own"
`, "[carrier.l-a]\noperator = \"own\"\n[carrier.l-b]\noperator = \"kt\"\nvendor = \"v\"\n"},
		"values with names": {`
[carrier."{net}-line-{town}"]
each.net = ["kt", "skb"]
each.town = ["busan", "sejong"]
called.town = { busan = { ko = "부산", en = "Busan" }, sejong = { ko = "세종", en = "Sejong" } }
called.net = { kt = "KT" }
name = { ko = "{net} 회선({town})", en = "{net} lines, {town}" }
description = "In {town} {alone}"
operator = "{net}"
region = "{town}"
at."2025".name = { ko = "{town}" }
at."2025".tags = ["{town}"]
[kind."{net}"]
each.net = ["kt"]
name = "Of {net}"
[option."o-{town}"]
each.town = ["busan"]
name = "for {town}"
cost = 1
set.carrier."kt-line-{town}" = { name = { en = "{town} again" }, vendor = "{town}" }
`, `
[carrier.kt-line-busan]
name = { ko = "KT 회선(부산)", en = "KT lines, Busan" }
description = { ko = "In 부산 {alone}", en = "In Busan {alone}" }
operator = "kt"
region = "busan"
at."2025".name = { ko = "부산" }
at."2025".tags = ["busan"]
[carrier.kt-line-sejong]
name = { ko = "KT 회선(세종)", en = "KT lines, Sejong" }
description = { ko = "In 세종 {alone}", en = "In Sejong {alone}" }
operator = "kt"
region = "sejong"
at."2025".name = { ko = "세종" }
at."2025".tags = ["sejong"]
[carrier.skb-line-busan]
name = { ko = "skb 회선(부산)", en = "skb lines, Busan" }
description = { ko = "In 부산 {alone}", en = "In Busan {alone}" }
operator = "skb"
region = "busan"
at."2025".name = { ko = "부산" }
at."2025".tags = ["busan"]
[carrier.skb-line-sejong]
name = { ko = "skb 회선(세종)", en = "skb lines, Sejong" }
description = { ko = "In 세종 {alone}", en = "In Sejong {alone}" }
operator = "skb"
region = "sejong"
at."2025".name = { ko = "세종" }
at."2025".tags = ["sejong"]
[kind.kt]
name = "Of KT"
[option.o-busan]
name = { ko = "for 부산", en = "for Busan" }
cost = 1
set.carrier.kt-line-busan = { name = { en = "Busan again" }, vendor = "busan" }
`},
		"everything can be one": {`
[kind."k-{x}"]
each.x = ["a"]
[k-a.n]
[sector."s-{x}"]
each.x = ["a"]
[service."w-{x}"]
each.x = ["a"]
sector = "s-{x}"
[source."so-{x}"]
each.x = ["a"]
[terms."t-{x}"]
each.x = ["a"]
covers = ["w-{x}"]
[policy."p-{x}"]
each.x = ["a"]
protect = "w-{x}"
against = "kind:k-{x}"
[option."o-{x}"]
each.x = ["a"]
cost = 1
set.service."w-{x}".needs = ["n"]
[incident."i-{x}"]
each.x = ["a"]
events = [{ at = "0m", fail = ["w-{x}"] }]
`, `
[kind.k-a]
[k-a.n]
[sector.s-a]
[service.w-a]
sector = "s-a"
[source.so-a]
[terms.t-a]
covers = ["w-a"]
[policy.p-a]
protect = "w-a"
against = "kind:k-a"
[option.o-a]
cost = 1
set.service.w-a.needs = ["n"]
[incident.i-a]
events = [{ at = "0m", fail = ["w-a"] }]
`},
	} {
		a, b := load(t, c.template), load(t, c.plain)
		if x, y := written(a), written(b); x != y {
			t.Errorf("%s:\n%s\nwant\n%s", name, x, y)
		}
	}
}

// TestTemplatesAndOverlays: populations are overlaid before templates are written out,
// all else after.
func TestTemplatesAndOverlays(t *testing.T) {
	const model = `
[carrier.a]
[carrier.b]
[carrier.c]
[population.p]
access = { a = 1.0 }
[platform."site-{x}"]
each.x = "population:p/access"
operator = "kt"
needs = ["{x}"]
`
	for name, c := range map[string]struct{ overlay, want string }{
		"a population":  {"[population.p]\naccess = { b = 0.5, c = 0.5 }\n", `site-b kt ["b"]; site-c kt ["c"]`},
		"another day's": {"[population.p]\nat.\"2030\".access = { b = 1.0 }\n", `site-a kt ["a"]; site-b kt ["b"]`},
		"one of them":   {"[platform.site-a]\noperator = \"x\"\nadd.needs = [\"c\"]\n", `site-a x ["a" "c"]`},
		"each of them":  {"[population.p]\naccess = { a = 0.5, b = 0.5 }\n[platform.\"site-{x}\"]\neach.x = \"population:p/access\"\nadd.needs = [\"c\"]\nvendor = \"{x}\"\n", `site-a kt ["a" "c"] a; site-b kt ["b" "c"] b`},
		"one beside":    {"[platform.\"site-{x}\"]\neach.x = [\"a\", \"z\"]\nvendor = \"each\"\nneeds = []\n[platform.site-a]\nvendor = \"one\"\n", `site-a kt ["a"] one; site-z  [] each`},
	} {
		m, err := withOverlays(t, model, c.overlay)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, n := range m.Nodes {
			if n.Kind == "platform" {
				got = append(got, strings.TrimSpace(fmt.Sprint(n.ID, " ", n.Operator, " ", n.Needs, " ", n.Vendor)))
			}
		}
		if s := strings.Join(got, "; "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
	_, err := withOverlays(t, model, "[platform.\"site-{x}\"]\neach.x = [\"a\", \"b\"]\nvendor = \"v\"\n", "[platform.site-a]\nvendor = \"w\"\n")
	if err == nil || !strings.Contains(err.Error(), `both replace "vendor" of [platform.site-a]`) {
		t.Errorf("%v", err)
	}
	_, err = withOverlays(t, model, "[platform.\"s-{x}\"]\neach.x = [\"a\"]\n[platform.\"{x}-a\"]\neach.x = [\"s\"]\n")
	if err == nil || !strings.Contains(err.Error(), `"s-a" is defined twice`) {
		t.Errorf("%v", err)
	}
}

// TestTemplatesOverLines: templates in an overlay on JSON Lines know the splits there.
func TestTemplatesOverLines(t *testing.T) {
	dir := folder(t, map[string]string{
		"m.jsonl": `{"id": "p", "kind": "population", "access": {"a": 0.5, "b": 0.5}}
{"id": "a", "kind": "carrier"}
{"id": "b", "kind": "carrier"}
`,
		"more.toml": "[platform.\"s-{x}\"]\neach.x = \"population:p/access\"\nneeds = [\"{x}\"]\n[carrier.\"{x}\"]\neach.x = [\"a\", \"b\"]\noperator = \"o-{x}\"\n",
	})
	m, err := models.Load(models.Request{Path: dir + "/m.jsonl", With: []string{dir + "/more.toml"}})
	if err != nil {
		t.Fatal(err)
	}
	if ids(m) != "a b s-a s-b" || m.Node("b").Operator != "o-b" || m.Node("s-b").Needs[0].On != "b" {
		t.Errorf("%s", ids(m))
	}
}

// TestTemplatesBounded: what templates stand for is bounded, and told before it is made.
func TestTemplatesBounded(t *testing.T) {
	values := func(n int) string {
		out := make([]string, n)
		for i := range out {
			out[i] = fmt.Sprintf("%q", fmt.Sprint(i))
		}
		return "[" + strings.Join(out, ", ") + "]"
	}
	small := "[carrier.\"x-{a}-{b}-{c}\"]\neach.a = " + values(46) + "\neach.b = " + values(46) + "\neach.c = " + values(46) + "\n"
	if !testing.Short() {
		if m := load(t, small); len(m.Nodes) != 46*46*46 {
			t.Errorf("%d nodes", len(m.Nodes))
		}
	}
	for name, text := range map[string]string{
		"too many":    strings.ReplaceAll(small, values(46), values(47)),
		"in all":      small + strings.ReplaceAll(small, "x-", "y-"),
		"beyond ints": "[carrier.\"x-{a}-{b}-{c}-{d}-{e}-{f}\"]\n" + strings.Join([]string{"", "a", "b", "c", "d", "e", "f"}, "\neach.") + "\n",
		"too large":   strings.ReplaceAll(small, "[carrier.\"x-{a}-{b}-{c}\"]\n", "[carrier.\"x-{a}-{b}-{c}\"]\ndescription = \""+strings.Repeat("x", 2000)+"\"\n"),
	} {
		for _, n := range []string{"a", "b", "c", "d", "e", "f"} {
			text = strings.ReplaceAll(text, "\neach."+n+"\n", "\neach."+n+" = "+values(10_000)+"\n")
		}
		if testing.Short() && name == "in all" {
			continue // it makes the first
		}
		problems := problemsOf(t, "m.toml", text)
		if len(problems) != 1 || problems[0].Code != "too-large" {
			t.Errorf("%s: %v", name, problems)
		}
	}
}

// TestTemplatesAgainstPlain: random templates say what is written out by hand.
func TestTemplatesAgainstPlain(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	pick := func(list ...string) string { return list[rng.IntN(len(list))] }
	for range rounds.Of(t, 100, 1000).Seeds() {
		as, bs := []string{"a", "b", "c"}[:1+rng.IntN(3)], []string{"1", "2"}[:1+rng.IntN(2)]
		body := ""
		for _, k := range []string{"operator", "vendor", "site", "region"} {
			if rng.IntN(2) == 0 {
				body += fmt.Sprintf("%s = %q\n", k, pick("{x}", "{y}-{x}", "{z}", "plain", "{{x}}", "{x", "}{y}"))
			}
		}
		body += "needs = [" + pick(`"hub"`, `"hub", { any = ["hub-{x}", "hub"] }`, `{ on = "hub-{x}", source = "{y}" }`) + "]\n"
		hubs := "[carrier.hub]\n"
		for _, a := range as {
			hubs += "[carrier.hub-" + a + "]\n"
		}
		plain := hubs
		for _, a := range as {
			for _, b := range bs {
				plain += "[platform.n-" + a + b + "]\n" + strings.NewReplacer("{x}", a, "{y}", b).Replace(body)
			}
		}
		template := hubs + fmt.Sprintf("[platform.\"n-{x}{y}\"]\neach.x = [%s]\neach.y = [%s]\n", `"`+strings.Join(as, `", "`)+`"`, `"`+strings.Join(bs, `", "`)+`"`) + body
		if x, y := written(load(t, template)), written(load(t, plain)); x != y {
			t.Fatalf("%s\n%s\n%s", template, x, y)
		}
	}
}
