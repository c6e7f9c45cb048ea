package draw

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

func ptr(s int64) *int64 { return &s }

// sampleChart is a made-up chart with every state that bars have, short bars,
// bars without an end, and three events of which two are at once.
func sampleChart(lang string) result.Chart {
	pick := func(ko, en string) string {
		if lang == "ko" {
			return ko
		}
		return en
	}
	finance, other := pick("은행·금융", "Banking and finance"), pick("그 밖의 노드", "Other nodes")
	row := func(id, ko, en, group string, spans ...result.ChartSpan) result.ChartRow {
		return result.ChartRow{ID: id, Name: pick(ko, en), Other: pick(en, ko), Group: group, Spans: spans}
	}
	span := func(state result.State, from int64, to *int64) result.ChartSpan {
		return result.ChartSpan{State: state, FromS: from, ToS: to, Title: string(state)}
	}
	return result.Chart{
		Lang: lang, Title: pick("KT 백본망 장애", "KT backbone out"), Subtitle: pick("모델 3f9a17c0", "model 3f9a17c0"),
		Start: time.Date(2021, 10, 25, 22, 20, 0, 0, time.FixedZone("", 9*3600)),
		Rows: []result.ChartRow{
			row("internet-banking", "인터넷뱅킹", "Internet banking", finance, span(result.StatePartial, 0, ptr(5100))),
			row("atm", "현금 자동 입출금기", "Cash machines", finance,
				span(result.StateDegraded, 0, ptr(1500)), span(result.StateDown, 1500, ptr(1510)), span(result.StateDegraded, 1510, ptr(12600))),
			row("trading", "증권 거래", "Securities trading", finance, span(result.StateDown, 3600, nil)),
			row("kt-backbone", "KT 백본망", "KT backbone", other, span(result.StateFailed, 0, ptr(5100)), span(result.StateDown, 5100, ptr(7200))),
			row("dns", "DNS", "DNS", other, span(result.StateDegraded, 14390, ptr(14400))),
		},
		Marks: []result.ChartMark{
			{AtS: 0, Text: pick("장애: KT 백본망", "FAILED: KT backbone"), Title: "routing error"},
			{AtS: 0, Text: pick("저하: DNS", "degraded: DNS")},
			{AtS: 14390, Text: pick("장애: 아주 긴 이름을 가진 DNS 서버", "FAILED: the DNS server with a very long name")},
		},
		Legend: []result.PictureLegend{
			{State: result.StateFailed, Text: pick("장애 발생", "failed"), Count: 1}, {State: result.StateDown, Text: pick("중단", "down"), Count: 3},
			{State: result.StatePartial, Text: pick("일부 중단", "down for some"), Count: 1}, {State: result.StateDegraded, Text: pick("저하", "worse"), Count: 2},
		},
		Notes: []string{pick("노드 7개는 생략했다.", "7 nodes are left out.")},
	}
}

func TestGanttGolden(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		path := filepath.Join("testdata", "chart."+lang+".svg")
		got := Gantt(sampleChart(lang))
		if *update {
			if err := os.WriteFile(path, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s changed (go test -update writes it)", path)
		}
	}
}

func TestGanttHasEverythingOnce(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		c := sampleChart(lang)
		s := parseSVG(t, Gantt(c))
		if s.Lang != lang || s.Role != "graphics-document img" || s.Title != c.Title || !strings.Contains(s.Desc, c.Notes[0]) || !strings.Contains(s.Desc, c.Marks[1].Text) {
			t.Errorf("document is %q %q %q %q", s.Lang, s.Role, s.Title, s.Desc)
		}
		rows, bars := s.of("row"), s.of("bar")
		want := 0
		for i, row := range c.Rows {
			if g := rows[i]; g.DataID != row.ID || g.ID != "row-"+row.ID || !strings.Contains(g.Title, row.Name) || g.Texts[0].Text != row.Name {
				t.Errorf("row %s is %q %q %q", row.ID, g.DataID, g.ID, g.Title)
			}
			want += len(row.Spans)
		}
		if len(rows) != len(c.Rows) || len(bars) != want || len(s.of("mark")) != len(c.Marks) || len(s.of("event")) != len(c.Marks) || len(s.of("panel")) != 2 || len(s.of("legend")) != len(c.Legend) {
			t.Errorf("%d rows, %d bars, %d marks, %d panels", len(rows), len(bars), len(s.of("mark")), len(s.of("panel")))
		}
		for _, g := range bars {
			if g.Title != g.State || g.Class != "bar "+g.State {
				t.Errorf("bar of %s is %q %q %q", g.DataID, g.Class, g.State, g.Title)
			}
		}
	}
}

// drawnBar is a bar as the file has it.
type drawnBar struct {
	id       string
	from, to int64 // to is -1 for one without an end
	box      rect
}

func drawnBars(t *testing.T, s parsedSVG) []drawnBar {
	t.Helper()
	var out []drawnBar
	for _, g := range s.of("bar") {
		b := drawnBar{id: g.DataID, to: -1, box: g.bounds(t, "")}
		var err error
		if b.from, err = strconv.ParseInt(g.FromS, 10, 64); err != nil {
			t.Fatal(err)
		}
		if g.ToS != "" {
			if b.to, err = strconv.ParseInt(g.ToS, 10, 64); err != nil {
				t.Fatal(err)
			}
		}
		out = append(out, b)
	}
	return out
}

// TestGanttBarsAreInProportion: from and to of every bar, but short ones, which
// are as wide as the least bar, and those without an end, which run to the edge.
func TestGanttBarsAreInProportion(t *testing.T) {
	s := parseSVG(t, Gantt(sampleChart("en")))
	bars := drawnBars(t, s)
	panel := s.of("panel")[0].bounds(t, "")
	scale := bars[0].box.W / 5100 // internet-banking
	origin := bars[0].box.X
	for _, b := range bars {
		from, to := origin+float64(b.from)*scale, origin+float64(b.to)*scale
		short := float64(b.to-b.from)*scale < minBar
		switch {
		case b.to < 0:
			to = panel.X + panel.W - 2
		case short && b.to < 14400:
			to = from + minBar
		case short: // at the edge
			from, to = b.box.X, b.box.X+minBar
		}
		if math.Abs(b.box.X-from) > 0.05 || math.Abs(b.box.X+b.box.W-to) > 0.05 {
			t.Errorf("bar of %s from %d to %d is at %.2f to %.2f, want %.2f to %.2f", b.id, b.from, b.to, b.box.X, b.box.X+b.box.W, from, to)
		}
		if b.box.X < panel.X || b.box.X+b.box.W > panel.X+panel.W {
			t.Errorf("bar of %s leaves its panel", b.id)
		}
	}
}

// TestGanttTextsKeepApart: names do not reach the bars, text in and beside bars
// stays off other bars, and all is on the page.
func TestGanttTextsKeepApart(t *testing.T) {
	long := sampleChart("ko")
	long.Rows[0].Name, long.Rows[1].Other = strings.Repeat("아주 긴 이름 ", 20), strings.Repeat("longwinded", 20)
	for _, c := range []result.Chart{sampleChart("ko"), sampleChart("en"), long} {
		s := parseSVG(t, Gantt(c))
		page, plot := rect{W: s.Width, H: s.Height}, math.Inf(1)
		bars := drawnBars(t, s)
		for _, b := range bars {
			plot = min(plot, b.box.X)
		}
		for _, g := range s.Groups {
			for i, x := range g.Texts {
				if !within(x.box(), page) {
					t.Errorf("%q is off the page", x.Text)
				}
				if strings.HasPrefix(g.Class, "row") && (x.box().X+x.box().W > plot || i > 0 && g.Texts[0].box().X+g.Texts[0].box().W > x.X) {
					t.Errorf("name %q runs into what follows", x.Text)
				}
			}
		}
		for k, g := range s.of("bar") {
			for _, x := range g.Texts {
				for i, b := range bars {
					if i != k && b.id == g.DataID && x.X < b.box.X+b.box.W && b.box.X < x.X+x.Length {
						t.Errorf("%q of %s is on another bar", x.Text, b.id)
					}
				}
			}
		}
	}
}

// TestGanttMarksKeepApart: no text of an event is on another's text, nor, unless
// they are very many, on another's line.
func TestGanttMarksKeepApart(t *testing.T) {
	for _, many := range []int64{1, 2, 4, 7, 12, 30} {
		c := result.Chart{Rows: []result.ChartRow{{ID: "a", Name: "a row with some name", Other: "이름이 있는 행",
			Spans: []result.ChartSpan{{State: result.StateDown, ToS: ptr(86400)}}}}}
		for i := range many {
			c.Marks = append(c.Marks, result.ChartMark{AtS: i * i * 86400 / (many * many), Text: "FAILED: a node of some name"})
		}
		s := parseSVG(t, Gantt(c))
		texts, lines := s.of("event"), s.of("mark")
		if int64(len(lines)) != many || len(texts) != min(len(lines), maxLanes) && many < 20 {
			t.Errorf("%d events: %d lines, %d texts", many, len(lines), len(texts))
		}
		for i, a := range texts {
			for k := range lines {
				if line := lines[k].bounds(t, "mark"); many <= 7 && meet(textOf(a), line) {
					t.Errorf("%d events: text %v is on line %v", many, textOf(a), line)
				}
				if k < i && meet(textOf(a), textOf(texts[k])) {
					t.Errorf("%d events: text %v is on text %v", many, textOf(a), textOf(texts[k]))
				}
			}
		}
	}
}

// textOf is the room that an event's text takes.
func textOf(g parsedGroup) rect {
	time, text := g.Texts[0], g.Texts[1]
	return rect{X: time.X, Y: time.Y - 0.8*time.Size, W: text.X + text.Length - time.X, H: time.Size}
}

func meet(a, b rect) bool {
	return a.X < b.X+b.W+0.1 && b.X < a.X+a.W+0.1 && a.Y < b.Y+b.H && b.Y < a.Y+a.H
}

// TestTicks: sensible ones from seconds to centuries, whose labels keep apart.
func TestTicks(t *testing.T) {
	r := font.NewRuler()
	for _, lang := range []string{"ko", "en"} {
		for _, start := range []time.Time{{}, time.Date(2022, 10, 15, 15, 30, 0, 0, time.FixedZone("", 9*3600)), time.Date(2021, 12, 31, 23, 59, 59, 0, time.UTC)} {
			for span := int64(1); span < 1e10; span = span*17/10 + 1 {
				c := result.Chart{Lang: lang, Start: start, EndS: ptr(span)}
				a := newAxis(r, c, 300, 640)
				if n := len(a.ticks); n < 2 || n > 24 {
					t.Errorf("%s, %v, %ds: %d ticks", lang, start, span, n)
				}
				checkTicks(t, a, fmt.Sprintf("%s, %v, %ds", lang, start, span))
			}
		}
	}
}

func checkTicks(t *testing.T, a axis, what string) {
	t.Helper()
	ends := map[string]float64{}
	for _, tk := range a.ticks {
		for _, l := range []label{tk.time, tk.date} {
			for _, line := range l.lines {
				if left := a.at(tk.at) - line.width/2; left < ends[line.face.part] {
					t.Errorf("%s: %q runs into the label before", what, line.text)
				}
				ends[line.face.part] = a.at(tk.at) + line.width/2
			}
		}
	}
}

func TestTickLabels(t *testing.T) {
	kst := time.FixedZone("", 9*3600)
	for _, tt := range []struct {
		start time.Time
		lang  string
		span  int64
		want  string
	}{
		{time.Time{}, "en", 3600, "+0s +5m +10m +15m +20m +25m +30m +35m +40m +45m +50m +55m +1h"},
		{time.Date(2021, 10, 25, 11, 20, 0, 0, kst), "ko", 5100, "11:20 11:30 11:40 11:50 12:00 12:10 12:20 12:30 12:40"},
		{time.Date(2022, 10, 15, 15, 30, 0, 0, kst), "ko", 5 * 86400, "00:00 10월 16일 12:00 00:00 10월 17일 12:00 00:00 10월 18일 12:00 00:00 10월 19일 12:00 00:00 10월 20일 12:00"},
		{time.Date(2022, 12, 30, 15, 30, 0, 0, kst), "en", 6 * 86400, "00:00 31 Dec 12:00 00:00 2023-01-01 12:00 00:00 2023-01-02 12:00 00:00 2023-01-03 12:00 00:00 2023-01-04 12:00 00:00 2023-01-05 12:00"},
	} {
		a := newAxis(font.NewRuler(), result.Chart{Lang: tt.lang, Start: tt.start, EndS: &tt.span}, 0, 656)
		var got []string
		for _, tk := range a.ticks {
			for _, line := range append(tk.time.lines, tk.date.lines...) {
				got = append(got, line.text)
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%v, %ds: %s, want %s", tt.start, tt.span, s, tt.want)
		}
	}
}

// hostileChart has every hostile text in every place, and impossible times.
func hostileChart() result.Chart {
	c := result.Chart{Lang: hostile[1], EndS: ptr(math.MaxInt64), Start: time.Date(2021, 10, 25, 22, 20, 0, 0, time.UTC)}
	times := []int64{0, 60, -60, math.MaxInt64, math.MinInt64, 86400}
	for i, s := range hostile {
		c.Title += s
		c.Subtitle += s
		c.Notes = append(c.Notes, s)
		from, to := times[i%len(times)], times[i*5%len(times)]
		c.Rows = append(c.Rows, result.ChartRow{ID: s, Name: s, Other: s, Group: s, Spans: []result.ChartSpan{
			{State: result.State(s), FromS: from, ToS: &to, Title: s}, {State: result.StatePartial, FromS: to, Title: s}}})
		c.Marks = append(c.Marks, result.ChartMark{AtS: from, Text: s, Title: s})
		c.Legend = append(c.Legend, result.PictureLegend{State: result.State(s), Text: s})
	}
	return c
}

func TestHostileGantt(t *testing.T) {
	c := hostileChart()
	data := Gantt(c)
	s := parseSVG(t, data)
	if got := len(s.of("row")); got != len(c.Rows) {
		t.Errorf("%d rows, want %d", got, len(c.Rows))
	}
	ids := map[string]bool{}
	for _, g := range s.of("row") {
		if ids[g.ID] {
			t.Errorf("id %q is there twice", g.ID)
		}
		ids[g.ID] = true
	}
	for _, bad := range []string{"<script", "onload=\"", "<!--", "<![CDATA[", "href", "NaN", "Inf"} {
		if bytes.Contains(data, []byte(bad)) {
			t.Errorf("the SVG has %q", bad)
		}
	}
	checkHarmless(t, data)
	page := rect{W: s.Width, H: s.Height}
	for _, g := range s.Groups {
		for _, x := range g.Texts {
			if !within(x.box(), page) {
				t.Errorf("%.40q is off the page", x.Text)
			}
		}
	}
}

func TestGanttOfNothing(t *testing.T) {
	for _, c := range []result.Chart{{}, {Title: "Nothing", Notes: []string{"nothing"}}, {Marks: []result.ChartMark{{Text: "x"}}}, {Rows: []result.ChartRow{{ID: "a"}}}} {
		if s := parseSVG(t, Gantt(c)); s.Width <= 0 || s.Height <= 0 || s.Height > 300 {
			t.Errorf("an empty chart is %v by %v", s.Width, s.Height)
		}
	}
}
