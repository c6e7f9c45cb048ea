package mitigate_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// TestKoreaPolicies holds the table of policies in the Korean model's README
// against what the model says today; what to buy, only at length.
func TestKoreaPolicies(t *testing.T) {
	if testing.Short() {
		t.Skip("it judges every policy of the shipped model")
	}
	text, err := os.ReadFile("../../../models/korea/README.md")
	if err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: "../../../models/korea"})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	g, err := gate.Ask(t.Context(), c, gate.Question{After: m.Horizon})
	if err != nil {
		t.Fatal(err)
	}
	atLength := rounds.Asked(t) // it tries sets of options of all the model
	var x *result.Mitigate
	if atLength {
		if x, err = mitigate.Ask(t.Context(), c, mitigate.Question{After: m.Horizon}); err != nil {
			t.Fatal(err)
		}
	}
	english := i18n.In("en")
	for i, p := range g.Policies {
		today, buy := "holds", "–"
		if !p.Holds {
			today, buy = "violated", ""
		}
		if !p.Holds && atLength {
			cost := strings.TrimSuffix(fmt.Sprintf("%.1f", x.Policies[i].Choice.Cost/1e6), ".0")
			whole, rest, _ := strings.Cut(cost, ".")
			var n float64
			fmt.Sscan(whole, &n)
			cost = strings.TrimSuffix(english.Number(n)+"."+rest, ".")
			buy = "`" + strings.Join(x.Policies[i].Choice.Options, "`, `") + "`: " + cost
		}
		row := fmt.Sprintf("| `%s` | %s | `%s` takes `%s` from %s | ", p.ID, today, strings.Join(p.Worst.Failed, "`, `"), p.Worst.Node,
			strings.Replace(english.Percent(*p.Worst.ShareDown), "%", " %", 1))
		if buy != "" {
			row += buy + " |"
		}
		if !strings.Contains(string(text), row) {
			t.Errorf("the README lacks: %s", row)
		}
	}
}

// TestKoreaOptions wants every option of the shipped model to be takeable alone,
// to be marked as assumed, and to bring no warning with it.
func TestKoreaOptions(t *testing.T) {
	if testing.Short() {
		t.Skip("it loads the shipped model once for each option")
	}
	m, err := models.Load(models.Request{Path: "../../../models/korea"})
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Options) < 8 {
		t.Errorf("only %d options", len(m.Options))
	}
	for i := range m.Options {
		o := &m.Options[i]
		if o.Provenance == nil || o.Provenance.Confidence != "assumed" || o.Name["ko"] == "" || o.Name["en"] == "" {
			t.Errorf("option %s is not marked as assumed, or has no name in both languages", o.ID)
		}
		with, err := m.WithOptions(o.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range with.Warnings() {
			if !strings.HasSuffix(w.Code, "users-hidden") { // no source counts who uses these
				t.Errorf("with option %s: %s", o.ID, w)
			}
		}
	}
	for i := range m.Policies {
		if p := &m.Policies[i]; p.Name["ko"] == "" || p.Name["en"] == "" || p.Provenance == nil || p.Provenance.Confidence != "assumed" {
			t.Errorf("policy %s is not marked as assumed, or has no name in both languages", p.ID)
		}
	}
}
