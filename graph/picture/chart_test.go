package picture_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

const shopModel = `
[model]
title = "Shops"
[sector.retail]
name = { en = "Retail", ko = "소매" }
[sector.health]
name = { en = "Health", ko = "보건" }
[carrier.line-a]
name = { en = "Line A", ko = "가 회선" }
[carrier.line-b]
name = { en = "Line B", ko = "나 회선" }
[population.shops]
size = 1000
access = { line-a = 0.4, line-b = 0.6 }
[datacentre.site]
recovery = "20m"
[service.tills]
name = { en = "Card tills", ko = "카드 단말기" }
sector = "retail"
population = "shops"
needs = ["site"]
[service.clinic]
sector = "health"
needs = [{ on = "site", loss = "degraded" }]
[service.stray]
needs = ["site"]
[incident.both]
name = { en = "Both", ko = "둘 다" }
start = 2022-10-15T23:30:00+09:00
events = [
  { at = "0m", fail = ["line-a"], for = "2h", reason = "cut" },
  { at = "30m", fail = ["site"], for = "10m" },
]
[incident.endless]
name = "Endless"
start = 2022-10-15
events = [{ at = "0m", fail = ["site"] }, { at = "5m", fail = ["line-b"] }, { at = "15m", repair = ["line-b"] }]
[incident.nothing]
events = [{ at = "0m", repair = ["site"] }]
`

func chart(t *testing.T, incident, lang string) result.Chart {
	t.Helper()
	file := filepath.Join(t.TempDir(), "m.toml")
	if err := os.WriteFile(file, []byte(shopModel), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.Incidents {
		if m.Incidents[i].ID == incident {
			a, err := timeline.Of(t.Context(), c, timeline.Script{Incident: &m.Incidents[i]})
			if err != nil {
				t.Fatal(err)
			}
			return picture.OfTimeline(m, a, lang)
		}
	}
	t.Fatalf("no incident %s", incident)
	return result.Chart{}
}

// lines writes a chart's rows the short way.
func lines(c result.Chart) string {
	var b strings.Builder
	for _, row := range c.Rows {
		fmt.Fprintf(&b, "%s/%s", row.Group, row.ID)
		for _, s := range row.Spans {
			to := "-"
			if s.ToS != nil {
				to = result.Lasting(*s.ToS)
			}
			fmt.Fprintf(&b, " %s:%s-%s", s.State, result.Lasting(s.FromS), to)
		}
		b.WriteString("\n")
	}
	return b.String()
}

// TestOfTimeline: rows in their order, parts as partial, what an event fails
// only as long as it does, and its recovery after that.
func TestOfTimeline(t *testing.T) {
	for incident, want := range map[string]string{
		"both": `Health/clinic degraded:30m-1h
Retail/tills partial:0s-30m down:30m-1h partial:1h-2h
Services hit/stray down:30m-1h
Other nodes/line-a failed:0s-2h
Other nodes/site failed:30m-40m down:40m-1h
`,
		"endless": `Health/clinic degraded:0s--
Retail/tills down:0s--
Services hit/stray down:0s--
Other nodes/site failed:0s--
Other nodes/line-b failed:5m-15m
`,
	} {
		if got := lines(chart(t, incident, "en")); got != want {
			t.Errorf("%s: rows are\n%swant\n%s", incident, got, want)
		}
	}
}

func TestOfTimelineTexts(t *testing.T) {
	c := chart(t, "both", "ko")
	if c.Title != "둘 다" || c.Lang != "ko" || !c.Start.Equal(time.Date(2022, 10, 15, 14, 30, 0, 0, time.UTC)) || *c.EndS != 7200 {
		t.Errorf("chart is %q, %q, %v", c.Title, c.Lang, c.Start)
	}
	if len(c.Marks) != 2 || c.Marks[0].Text != "장애: 가 회선 (2h)" || c.Marks[0].Title != "cut" || c.Marks[1].AtS != 1800 {
		t.Errorf("marks are %+v", c.Marks)
	}
	for _, row := range c.Rows {
		if row.ID != "tills" {
			continue
		}
		if want := "카드 단말기: 부분 중단, 10-16 00:30 – 10-16 01:30 (1h); 중단 가 회선"; row.Spans[2].Title != want {
			t.Errorf("title is %q, want %q", row.Spans[2].Title, want)
		}
		if row.Name != "카드 단말기" || row.Other != "Card tills" || row.Group != "소매" {
			t.Errorf("row is %+v", row)
		}
	}
	counts := map[result.State]int{}
	for _, l := range c.Legend {
		counts[l.State] = l.Count
	}
	if counts[result.StateFailed] != 2 || counts[result.StateDown] != 3 || counts[result.StatePartial] != 1 || counts[result.StateDegraded] != 1 {
		t.Errorf("legend counts %v", counts)
	}
	if c := chart(t, "endless", "en"); c.EndS != nil || !c.Start.IsZero() || !strings.Contains(c.Subtitle, "2022-10-15") ||
		!strings.Contains(c.Rows[0].Spans[0].Title, "+0s – no end") || c.Marks[2].Text != "repaired: Line B" {
		t.Errorf("endless: %q, %q, %v", c.Subtitle, c.Rows[0].Spans[0].Title, c.Marks)
	}
	if c := chart(t, "nothing", "en"); len(c.Rows) != 0 || len(c.Notes) != 1 || len(draw.Gantt(c)) == 0 {
		t.Errorf("nothing: %+v", c)
	}
}

// TestOfTimelineOfVeryMany: the longest stay, and the rest is counted.
func TestOfTimelineOfVeryMany(t *testing.T) {
	a := &result.Timeline{}
	for i := range int64(1000) {
		to := 1 + i
		a.Spans = append(a.Spans, result.Span{Node: fmt.Sprintf("n%03d", i), Level: "down", ToS: &to})
	}
	c := picture.OfTimeline(&models.Model{}, a, "en")
	if len(c.Rows) != picture.MaxRows || c.Rows[0].ID != "n700" || !strings.Contains(c.Notes[0], "700") {
		t.Errorf("%d rows from %s, notes %q", len(c.Rows), c.Rows[0].ID, c.Notes)
	}
}

// TestMerging: what the parts of one service do at the same time.
func TestMerging(t *testing.T) {
	end := func(s int64) *int64 { return &s }
	a := &result.Timeline{Spans: []result.Span{
		{Node: "s", Level: "degraded", FromS: 0, ToS: end(10), Kind: "service"}, {Node: "s", Level: "down", FromS: 10, ToS: end(20)},
		{Node: "s", Level: "degraded", FromS: 20, ToS: end(40)},
		{Node: "s@a", Level: "down", FromS: 0, ToS: end(20)}, {Node: "s@a", Level: "degraded", FromS: 20, ToS: end(30)},
		{Node: "s@b", Level: "down", FromS: 10, ToS: end(25)}, {Node: "s@b", Level: "degraded", FromS: 25, ToS: end(40)},
	}}
	want := "Other nodes/s partial:0s-10s down:10s-20s partial:20s-25s degraded:25s-40s\n"
	if got := lines(picture.OfTimeline(&models.Model{}, a, "en")); got != want {
		t.Errorf("row is %q, want %q", got, want)
	}
}
