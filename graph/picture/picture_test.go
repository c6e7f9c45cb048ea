package picture_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

const kindsOfNeed = `
[power.mains]
[power.battery]
[carrier.line-a]
[carrier.line-b]
[carrier.line-c]
[datacentre.site]
needs = [{ on = "mains", holdup = "4h" }]
[platform.lines]
needs = [{ at_least = 2, of = ["line-a", "line-b", "line-c"], failover = "10m", holdup = "30s" }]
[platform.nested]
needs = [{ any = [{ all = ["site", "mains"] }, "battery"], failover = "90s" }]
[platform.soft]
needs = [{ on = "site", loss = "degraded" }, { on = "lines", accepts = "degraded" }, "battery"]
[population.people]
name = "People"
access = { line-a = 0.4, line-b = 0.6 }
[service.app]
population = "people"
needs = ["soft"]
[service.two-lines]
population = "people"
needs = [{ any = ["@access", "line-c"] }]
`

// TestLabels: what a line says of the requirement that it stands for.
func TestLabels(t *testing.T) {
	c := load(t, "m.toml", []byte(kindsOfNeed))
	pic := of(t, c, drawing{Lang: "en"})
	want(t, "the lines", arrows(pic), `battery -> nested alternative (switch 1m30s)
battery -> soft hard
line-a -> app hard
line-a -> lines alternative (2 of 3, holds up 30s)
line-a -> two-lines alternative
line-b -> app hard
line-b -> lines alternative (2 of 3, holds up 30s)
line-b -> two-lines alternative
line-c -> lines alternative (2 of 3, switch 10m, holds up 30s)
line-c -> two-lines alternative
lines -> soft hard
mains -> nested alternative
mains -> site hard (holds up 4h)
site -> nested alternative
site -> soft soft
soft -> app hard
`)
	titles := map[string]string{}
	for _, e := range pic.Edges {
		titles[e.From+" "+e.To] = e.Title
	}
	for pair, title := range map[string]string{
		"line-c lines":     "lines needs line-c: at least 2 of (line-a, line-b, line-c); fails over in 10m; holds up 30s",
		"mains nested":     "nested needs mains: any of (all of (site, mains), battery); fails over in 1m30s",
		"site soft":        "soft needs site: degrades only",
		"lines soft":       "soft needs lines: degraded will do",
		"line-a app":       "app needs line-a: for 40.0% of People",
		"line-b two-lines": "two-lines needs line-b: any of (@access, line-c); for 60.0% of People",
		"soft app":         "app needs soft",
	} {
		if titles[pair] != title {
			t.Errorf("%s: title %q, want %q", pair, titles[pair], title)
		}
	}
	korean := arrows(of(t, c, drawing{Lang: "ko"}))
	if line := "line-c -> lines alternative (3개 중 2개, 전환 10m, 30s 버팀)\n"; !strings.Contains(korean, line) {
		t.Errorf("in Korean the lines are\n%s", korean)
	}
}

const chain = `
[carrier.a]
[carrier.spare]
[platform.b]
needs = ["a"]
[platform.c]
needs = [{ on = "b", loss = "degraded" }]
[platform.d]
needs = ["c"]
[platform.e]
needs = [{ any = ["spare", "d"] }]
[platform.f]
needs = ["e", "spare"]
[service.g]
needs = [{ any = ["f", "b"] }]
[carrier.apart]
`

// TestIndirect: paths through what is not shown. Within a step of g are b and f;
// that b reaches f by c, d and e leaves a line, as soft as c is.
func TestIndirect(t *testing.T) {
	c := load(t, "m.toml", []byte(chain))
	pic := of(t, c, drawing{Lang: "en"}, "a")
	want(t, "the boxes", boxes(pic), `a failed (FAILED)
b down (down)
c degraded (degraded)
d degraded (degraded)
e at-risk (redundancy lost)
f up
g at-risk (redundancy lost)
spare up
`)
	pic = of(t, c, drawing{Lang: "en", Focus: "g", Depth: 1}, "a")
	want(t, "the boxes around g", boxes(pic), `a failed (FAILED)
b down (down)
f up
g at-risk (redundancy lost)
`)
	want(t, "the lines around g", arrows(pic), `a -> b hard !
b ~> f soft
b -> g alternative
f -> g alternative
`)
	if got := pic.Notes; len(got) != 1 || got[0] != "further nodes left out: 5" {
		t.Errorf("notes %q", got)
	}
	if last := pic.Legend[len(pic.Legend)-1]; !last.Indirect {
		t.Errorf("the legend ends with %+v", last)
	}
}

// TestFocus: what reaches a node and what it reaches, and nothing that only
// shares something with it.
func TestFocus(t *testing.T) {
	c := load(t, "m.toml", []byte(chain))
	for _, tt := range []struct {
		focus  string
		depth  int
		failed []string
		want   string
	}{
		{"c", 0, nil, "a b c d e f g"},
		{"c", 1, nil, "b c d"},
		{"c", 2, nil, "a b c d e"},
		{"apart", 0, nil, "apart"},
		{"apart", 0, []string{"a"}, "a apart"},
		{"spare", 0, []string{"a"}, "a e f g spare"},
	} {
		var ids []string
		for _, n := range of(t, c, drawing{Focus: tt.focus, Depth: tt.depth}, tt.failed...).Nodes {
			ids = append(ids, n.ID)
		}
		if got := strings.Join(ids, " "); got != tt.want {
			t.Errorf("around %s to depth %d with %v failed: %s, want %s", tt.focus, tt.depth, tt.failed, got, tt.want)
		}
	}
	pic := of(t, c, drawing{Lang: "en", Focus: "c", Depth: 2}, "a")
	if want := "If a fails (after 1h); c: what it needs and what needs it, to depth 2"; pic.Title != want {
		t.Errorf("title %q, want %q", pic.Title, want)
	}
}

const sectors = `
[model]
title = "Sectors"
[sector.bank]
name = { en = "Banks", ko = "은행" }
[sector.shop]
[carrier.line]
name = { en = "The line", ko = "회선" }
site = "north"
operator = "x"
[carrier.other]
site = "north"
operator = "x"
[service.bank-1]
sector = "bank"
site = "north"
needs = ["line"]
[service.bank-2]
sector = "bank"
needs = [{ on = "line", loss = "degraded" }, "bank-1"]
[service.bank-3]
sector = "bank"
needs = ["other"]
[service.shop-1]
sector = "shop"
needs = ["bank-1", "bank-3"]
`

// TestFold: boxes with their worst state and counts, lines with theirs.
func TestFold(t *testing.T) {
	c := load(t, "m.toml", []byte(sectors))
	for _, tt := range []struct {
		fold         result.Fold
		all          bool
		failed       []string
		boxes, lines string
	}{
		{result.FoldSector, false, nil, `line up
other up
sector:bank*3 up (3 nodes)
shop-1 up (shop)
`, `line -> sector:bank hard x2
other -> sector:bank hard x1
sector:bank -> shop-1 hard x2
`},
		{result.FoldSector, false, []string{"line"}, `line failed (FAILED)
sector:bank*3 down (2 of 3 down)
shop-1 down (down) (shop)
`, `line -> sector:bank hard x2 !
sector:bank -> shop-1 hard x2 !
`},
		{result.FoldSector, false, []string{"bank-3"}, `bank-1 up (bank)
bank-3 failed (FAILED) (bank)
shop-1 down (down) (shop)
`, `bank-1 -> shop-1 hard
bank-3 -> shop-1 hard !
`},
		{result.FoldSector, true, []string{"bank-3"}, `bank-3 failed (FAILED) (bank)
line up
other up
sector:bank*2 up (2 nodes) (bank)
shop-1 down (down) (shop)
`, `bank-3 -> shop-1 hard !
line -> sector:bank hard x2
other -> bank-3 hard
sector:bank -> shop-1 hard x1
`},
		{result.FoldSite, true, []string{"line"}, `bank-2 down (down) (bank)
bank-3 up (bank)
line failed (FAILED)
shop-1 down (down) (shop)
site:north*2 down (1 of 2 down)
`, `line -> bank-2 soft
line -> site:north hard x1 !
site:north -> bank-2 hard x1 !
site:north -> bank-3 hard x1
site:north -> shop-1 hard x1 !
bank-3 -> shop-1 hard
`},
		{result.FoldKind, true, nil, `kind:carrier*2 up (2 nodes)
kind:service*4 up (4 nodes)
`, `kind:carrier -> kind:service hard x3
`},
	} {
		pic := of(t, c, drawing{Lang: "en", Fold: tt.fold, All: tt.all}, tt.failed...)
		want(t, fmt.Sprintf("%s of %v: the boxes", tt.fold, tt.failed), boxes(pic), tt.boxes)
		want(t, fmt.Sprintf("%s of %v: the lines", tt.fold, tt.failed), sorted(arrows(pic)), sorted(tt.lines))
	}
}

func sorted(lines string) string {
	out := strings.SplitAfter(lines, "\n")
	slices.Sort(out)
	return strings.Join(out, "")
}

// TestFoldTexts: what a box, its frame and the notes say.
func TestFoldTexts(t *testing.T) {
	c := load(t, "m.toml", []byte(sectors))
	pic := of(t, c, drawing{Lang: "ko", Fold: result.FoldSector}, "line")
	n := pic.Nodes[1]
	if n.Name != "은행" || n.Other != "Banks" || n.Note != "3개 중 2개 중단" ||
		n.Title != "은행: 66.7% 중단: 노드 3개; 중단: 2; 정상: 1; 안쪽 의존 1개" || n.Cluster != "" {
		t.Errorf("the box of the banks is %+v", n)
	}
	if e := pic.Edges[0]; e.Title != "은행: 회선 필요: 의존 2개" {
		t.Errorf("its line is %+v", e)
	}
	if len(pic.Clusters) != 1 || pic.Clusters[0].ID != "shop" {
		t.Errorf("frames %+v", pic.Clusters)
	}
	if !strings.Contains(strings.Join(pic.Notes, "\n"), "노드 3개를 상자 1개로 묶음") {
		t.Errorf("notes %q", pic.Notes)
	}
	if pic.Title != "회선 장애 시 (1h 뒤)" || !strings.HasPrefix(pic.Subtitle, "Sectors, 모델 ") {
		t.Errorf("titles %q, %q", pic.Title, pic.Subtitle)
	}
}
