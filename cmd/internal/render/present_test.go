package render

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/hidden"
)

// hostile is a name that tries to get out of every format.
const hostile = "\u200e=cmd|' /C calc'!A1 \x1b[31mred\x00 \u202eltr \u009b2J\u061c\u2066\x7f\U000e0001 <script>alert(1)</script> | [x](javascript:1) `\"]]>"

// answer is a small answer with long names in both languages.
func answer(name string) *result.WhatIf {
	number := func(x float64) *float64 { return &x }
	names := result.Names{"en": name, "ko": "아주 긴 이름의 병원 접수 수납 및 결과 조회 서비스"}
	return &result.WhatIf{Failed: []string{"line-a"}, After: "1h",
		Nodes: []result.NodeState{
			{ID: "line-a", Kind: "carrier", Level: "down", Before: "up", Names: result.Names{"ko": "가 회선", "en": "Line A"}, Failed: true},
			{ID: "reception", Kind: "service", Level: "degraded", Before: "up", Name: name, Names: names, ShareDown: number(0.409), UsersDown: result.UsersOf(number(1087940)),
				Parts:   []result.Part{{PartOf: result.PartOf{Access: "line-a"}, Share: 0.409, Level: "down"}, {PartOf: result.PartOf{Access: "line-b"}, Share: 0.591, Level: "up"}},
				Because: []string{"line-a", "a-second-node-with-a-long-id", "a-third-node-with-a-long-id"}},
			{ID: "tills", Kind: "service", Level: "down", Before: "up", Names: result.Names{"ko": "포스기", "en": "Tills"}, ShareDown: number(1), UsersDown: result.UsersOf(number(5))},
		},
		Sectors:     []result.Sector{{ID: "health", Names: names, Level: "down", Fails: true, ShareDown: 0.41, Services: result.Counts{Partial: 2}}},
		Populations: []result.Population{{ID: "clinics", Names: names, AtLeast: number(1087940), UsersDown: number(1087940), ShareDown: 0.409}},
	}
}

func textOf(t *testing.T, name, lang string, width int) string {
	t.Helper()
	var b bytes.Buffer
	if err := (WhatIf{Answer: answer(name), Lang: lang}).Text(&b, Screen{Width: width}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestHangulLinesUp checks that no line is wider than the terminal, and that
// numbers end in the same column whatever script stands before them.
func TestHangulLinesUp(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		for _, width := range []int{60, 80, 120} {
			ends := map[int]bool{}
			for line := range strings.Lines(textOf(t, "Reception, payment and results", lang, width)) {
				line = strings.TrimRight(line, "\n")
				if w := text.StringWidth(line); w > width {
					t.Errorf("%s, %d columns: this line has %d: %q", lang, width, w, line)
				}
				if strings.HasSuffix(line, "1,087,940") || strings.HasSuffix(line, " 5") {
					ends[text.StringWidth(line)] = true
				}
			}
			if len(ends) != 1 {
				t.Errorf("%s, %d columns: users end in columns %v", lang, width, ends)
			}
		}
	}
}

// TestHostileNames looks for what must not get through, format by format.
func TestHostileNames(t *testing.T) {
	p := WhatIf{Answer: answer(hostile), Lang: "en"}
	hidden := []string{"\x1b", "\x00", "\x7f", "\u009b", "\u061c", "\u200e", "\u202e", "\u2066", "\U000e0001"}
	formats := map[string]struct {
		write     func(b *bytes.Buffer) error
		forbidden []string
	}{
		"text":     {func(b *bytes.Buffer) error { return p.Text(b, Screen{}) }, nil},
		"csv":      {func(b *bytes.Buffer) error { return p.CSV(b) }, []string{",=cmd", "\"=cmd"}},
		"markdown": {func(b *bytes.Buffer) error { return p.Markdown(b) }, []string{"<script", "cmd|'", "[x]", " `"}},
		"json":     {func(b *bytes.Buffer) error { return JSON(b, p.Answer) }, nil},
	}
	for name, f := range formats {
		var b bytes.Buffer
		if err := f.write(&b); err != nil {
			t.Fatal(err)
		}
		for _, x := range append(f.forbidden, hidden...) {
			if strings.Contains(b.String(), x) {
				t.Errorf("%s lets %q through:\n%s", name, x, b.String())
			}
		}
		if !strings.Contains(b.String(), "alert(1)") {
			t.Errorf("%s lost the name", name)
		}
	}
}

// TestJSONKeepsValues: what is escaped is read as it was.
func TestJSONKeepsValues(t *testing.T) {
	for _, want := range []string{"", "plain 한글", hostile, "\u2028\u0085", "\u009f", "a\U000e0001", "\\u009b", "\ufeff\n"} {
		var b bytes.Buffer
		if err := JSON(&b, want); err != nil {
			t.Fatal(err)
		}
		var got string
		if err := json.Unmarshal(b.Bytes(), &got); err != nil || got != want {
			t.Errorf("%q is written as %s and read as %q: %v", want, b.String(), got, err)
		}
		if i := strings.IndexFunc(strings.TrimSuffix(b.String(), "\n"), hidden.Is); i >= 0 {
			t.Errorf("%q is written as %s", want, b.String())
		}
	}
}

// TestCaret checks that the caret stands below what is meant, also behind
// Hangul, which is two columns wide, and in a line that is cut.
func TestCaret(t *testing.T) {
	for _, tt := range []struct {
		problem result.Problem
		want    string
	}{
		{result.Problem{Line: 1, Column: 9, Width: 3, Text: `x = ["가", b12]`}, "    x = [\"가\", b12]\n             ^^^\n"},
		{result.Problem{Line: 1, Column: 1, Width: 2, Text: "한글 = 1"}, "    한글 = 1\n    ^^^^\n"},
		{result.Problem{Line: 1, Column: 99, Width: 1, Text: "x"}, "    x\n     ^\n"},
		{result.Problem{Line: 1, Column: 101, Width: 1, Text: strings.Repeat("a", 100) + "B" + strings.Repeat("c", 100)},
			"    ..." + strings.Repeat("a", 40) + "B" + strings.Repeat("c", 59) + "...\n    " + strings.Repeat(" ", 43) + "^\n"},
	} {
		if got := excerpt(tt.problem); got != tt.want {
			t.Errorf("got\n%swant\n%s", got, tt.want)
		}
	}
}
