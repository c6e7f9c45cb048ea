package draw

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	tests := map[string]string{
		"":                    "",
		" a \t\r\n b\u2028c ": "a b c",
		"nul\x00":             "nul\uFFFD",
		"\xff":                "\uFFFD",
		"\u202Eabc\u200F":     "\uFFFDabc\uFFFD",
		"\uFFFE\U0001FFFF":    "\uFFFD\uFFFD",
		"\u1112\u1161\u11AB글": "한글",
		"a\u200Db":            "a\u200Db",
		"<&>\"'\\":            "<&>\"'\\",
	}
	for in, want := range tests {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) is %q, want %q", in, got, want)
		}
	}
	if got := clean(strings.Repeat("가", maxText)); len(got) > maxText || !utf8.ValidString(got) || strings.Contains(got, "\uFFFD") {
		t.Errorf("a huge text is cut to %d bytes", len(got))
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range hostile {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		if !utf8.ValidString(got) || strings.ContainsAny(got, "\x00\n\r\t") || strings.TrimSpace(got) != got {
			t.Errorf("clean(%q) is %q", s, got)
		}
		if again := clean(got); again != got {
			t.Errorf("clean(%q) is %q, and that cleaned %q", s, got, again)
		}
	})
}

func TestWrap(t *testing.T) {
	// Every character is one wide.
	p := paragraph{width: func(s string) float64 { return float64(utf8.RuneCountInString(s)) }, maxWidth: 10, maxLines: 3}
	tests := []struct {
		text string
		want string // lines joined by |
		cut  bool
	}{
		{"", "", false},
		{"short", "short", false},
		{"exactly 10", "exactly 10", false},
		{"two words here", "two words|here", false},
		{"aaa bbb ccc ddd", "aaa bbb|ccc ddd", false}, // balanced
		{"국민건강보험자격조회서비스", "국민건강보험자격조회|서비스", false},
		{"0123456789012345678901234567890123456789", "0123456789|0123456789|012345678…", true},
		{"one two three four five six seven", "one two|three four|five six…", true},
	}
	for _, test := range tests {
		lines, cut := p.set(test.text)
		if got := strings.Join(lines, "|"); got != test.want || cut != test.cut {
			t.Errorf("%q is set %q, cut %v; want %q, %v", test.text, got, cut, test.want, test.cut)
		}
	}
}
