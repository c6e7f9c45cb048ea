package picture_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

const shops = `
[carrier.line-a]
[carrier.line-b]
[population.shops]
size = 1000
access = { line-a = 0.4, line-b = 0.6 }
[service.tills]
population = "shops"
[service.orders]
population = "shops"
needs = [{ any = ["@access", "line-b"] }]
[service.stock]
needs = ["line-a"]
[service.staff]
needs = ["line-b"]
[service.apart]
`

const secondLine = `
[carrier.line-c]
[service.tills]
needs = [{ any = ["@access", "line-c"] }]
[service.orders]
needs = ["line-a"]
[service.staff]
add.needs = [{ on = "line-a", loss = "degraded" }]
[service.new]
needs = ["line-a"]
`

// compared draws a failure with the overlay beside the same without.
func compared(t *testing.T, q drawing, failed ...string) result.Picture {
	t.Helper()
	overlay := filepath.Join(t.TempDir(), "overlay.toml")
	if err := os.WriteFile(overlay, []byte(secondLine), 0o600); err != nil {
		t.Fatal(err)
	}
	q.Before, q.Overlays, q.Lang = ask(t, load(t, "m.toml", []byte(shops)), failed...), []string{"overlay.toml"}, "en"
	return of(t, load(t, "m.toml", []byte(shops), overlay), q, failed...)
}

// TestCompare: saved, still hit, newly hit, and what the overlay adds. What
// failed, and what neither touches, has no change.
func TestCompare(t *testing.T) {
	pic := compared(t, drawing{}, "line-a")
	want(t, "the boxes", boxes(pic), `line-a failed (FAILED)
line-b up
line-c up (new with the overlay)
new down (down; new with the overlay) (newly)
orders down (down; before: at risk) (newly)
staff degraded (degraded; before: up) (newly)
stock down (down) (still)
tills at-risk (redundancy lost; before: 40.0% down) (saved)
`)
	if want := "If line-a fails (after 1h), with overlay.toml"; pic.Title != want {
		t.Errorf("title %q, want %q", pic.Title, want)
	}
	if want := "Services hit: 2 without the overlay, 4 with it; users down: at least 400 and at least 1,000"; pic.Notes[0] != want {
		t.Errorf("note %q, want %q", pic.Notes[0], want)
	}
	count := map[result.Change]int{}
	for _, l := range pic.Legend {
		if l.Change != "" {
			count[l.Change] = l.Count
		}
	}
	if count[result.ChangeSaved] != 1 || count[result.ChangeStill] != 1 || count[result.ChangeNewly] != 3 {
		t.Errorf("the legend counts %v", count)
	}
}

// TestCompareFolded: a box of several counts their changes.
func TestCompareFolded(t *testing.T) {
	pic := compared(t, drawing{Fold: result.FoldKind}, "line-a")
	want(t, "the boxes", boxes(pic), `kind:service*4 down (2 of 4 down; saved 1; still 1; newly 2) (newly)
line-a failed (FAILED)
line-b up
line-c up (new with the overlay)
new down (down; new with the overlay) (newly)
`)
}

// TestCompareShares: less of the same state is saved, more is worse.
func TestCompareShares(t *testing.T) {
	c := load(t, "m.toml", []byte(shops))
	for _, tt := range []struct{ before, after, want string }{
		{"line-a", "line-b", "tills partial (60.0% down; before: 40.0% down) (newly)"},
		{"line-b", "line-a", "tills partial (40.0% down; before: 60.0% down) (saved)"},
		{"line-a", "line-a", "tills partial (40.0% down) (still)"},
		{"apart", "line-a", "tills partial (40.0% down; before: up) (newly)"},
		{"tills", "line-a", "tills partial (40.0% down; before: FAILED) (saved)"},
		{"line-a", "apart", "tills up (before: 40.0% down) (saved)"},
	} {
		pic := of(t, c, drawing{Lang: "en", Before: ask(t, c, tt.before)}, tt.after)
		if got := boxes(pic); !strings.Contains(got, tt.want+"\n") {
			t.Errorf("%s, then %s:\n%swant\n%s", tt.before, tt.after, got, tt.want)
		}
	}
}
