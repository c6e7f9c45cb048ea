package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// TestTotalsAddUp: below the rows stands their sum.
func TestTotalsAddUp(t *testing.T) {
	sec := totalled(section{}, []result.CountOf{{Of: "carrier", Count: 1200}, {Of: "service", Count: 34}}, func(x *result.CountOf) string { return x.Of }, i18n.In("en"))
	if last := sec.rows[len(sec.rows)-1]; len(sec.rows) != 3 || last[0].text != "total" || last[1].text != "1,234" {
		t.Errorf("%+v", sec.rows)
	}
}

// TestGrow hangs every line on the nearest before it that is less deep.
func TestGrow(t *testing.T) {
	var draw func(list []*twig) string
	draw = func(list []*twig) string {
		var b strings.Builder
		for _, x := range list {
			b.WriteString(x.Text + "(" + draw(x.Below) + ")")
		}
		return b.String()
	}
	lines := []branch{{depth: 0, text: "a"}, {depth: 1, text: "b"}, {depth: 3, text: "c"}, {depth: 1, text: "d"}, {depth: 0, text: "e"}}
	if got := draw(grow(lines)); got != "a(b(c())d())e()" {
		t.Errorf("got %s", got)
	}
}

// TestPageWithoutAnswers: a model of almost nothing has a page, too, and says what
// was not asked.
func TestPageWithoutAnswers(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		empty := &result.Rank{Failures: 1}
		p := Review{Lang: lang, Answer: &result.Review{Singles: empty, MarkedBy: "users", FalseRedundancy: &result.FalseRedundancy{}, ColdStart: &result.ColdStart{},
			Concentration: &result.Dependence{}, Assumptions: &result.Assumed{}, Bounds: []result.Bound{
				{Section: "gate", What: "skipped", Limit: 10, Of: 1000}, {Section: "check", What: "truncated"}, {Section: "rank", What: "listed", Limit: 20, Of: 21},
				{Section: "cutsets", What: "order", Limit: 2}, {Section: "availability", What: "skipped"}}}}
		var page, markdown bytes.Buffer
		if err := p.HTML(&page); err != nil {
			t.Fatal(err)
		}
		if err := p.Markdown(&markdown); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"page": page.String(), "Markdown": markdown.String()} {
			for _, bad := range []string{"%!", "<no value>", "ZgotmplZ"} {
				if strings.Contains(text, bad) {
					t.Errorf("%s in %s has %s", name, lang, bad)
				}
			}
			if title := map[string]string{"en": "Resilience review", "ko": "복원력 검토 보고서"}[lang]; strings.Contains(text, title+":") || !strings.Contains(text, title) {
				t.Errorf("%s in %s: a model without a title has a title with nothing behind its colon", name, lang)
			}
			if !strings.Contains(text, "1,000") {
				t.Errorf("%s in %s does not say what was skipped", name, lang)
			}
		}
	}
}
