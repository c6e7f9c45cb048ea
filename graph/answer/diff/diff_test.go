package diff_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

func compiled(t testing.TB, text string) *compile.Compiled {
	t.Helper()
	return fixture.Compile(t, []byte(text))
}

// edited returns a document with some nodes' needs gone and a node more, and how
// many nodes that changes.
func edited(rng *rand.Rand, doc oracle.Doc) (oracle.Doc, int) {
	doc, changed := oracle.Plain(doc), 0
	for _, kind := range []string{"carrier", "datacentre", "equipment", "platform", "power", "service"} {
		elements, _ := doc[kind].(map[string]any)
		var ids []string
		for id := range elements {
			ids = append(ids, id)
		}
		slices.Sort(ids)
		for _, id := range ids {
			if keys := elements[id].(map[string]any); keys["needs"] != nil && rng.IntN(3) == 0 {
				delete(keys, "needs")
				changed++
			}
		}
	}
	if doc["carrier"] == nil {
		doc["carrier"] = map[string]any{}
	}
	doc["carrier"].(map[string]any)["fresh"] = map[string]any{}
	return doc, changed
}

// effect is what whatif says of one failure.
type effect struct {
	users float64
	nodes int
	spof  []string
}

func whatIf(t *testing.T, c *compile.Compiled, id string) *effect {
	t.Helper()
	if n := c.Model.Node(id); n == nil || !n.Fails {
		return nil
	}
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{id}, After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	e := &effect{users: (&result.Impact{UsersDown: w.Totals.UsersDown}).Users(), nodes: w.Totals.NodesDown}
	for i := range w.Nodes {
		if n := &w.Nodes[i]; n.Kind == "service" && n.Level == "down" && n.Before != "down" && n.ID != id {
			e.spof = append(e.spof, n.ID)
		}
	}
	return e
}

// TestAgreesWithWhatIf compares the consequences with asking whatif about every
// node of both models.
func TestAgreesWithWhatIf(t *testing.T) {
	agreesWithWhatIf(t, rounds.Of(t, 40, 200), 81, gen.Doc)
}

// TestAgreesWithWhatIfWithUnless does so where a failure may be what keeps something up.
func TestAgreesWithWhatIfWithUnless(t *testing.T) {
	agreesWithWhatIf(t, rounds.Of(t, 25, 200), 82, fixture.Inhibited)
}

func agreesWithWhatIf(t *testing.T, cases rounds.Rounds, stream uint64, draw func(*rand.Rand, gen.Size) oracle.Doc) {
	t.Helper()
	impacts, spofs := 0, 0
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, stream))
		doc := draw(rng, gen.RandomSize(rng))
		next, changed := edited(rng, doc)
		old, new := compiled(t, string(gen.TOML(doc))), compiled(t, string(gen.TOML(next)))
		if rng.IntN(2) == 0 {
			old, new = new, old
		}
		d, err := diff.Ask(t.Context(), old, new, diff.Question{After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		if len(d.Nodes.Changed) != changed || len(d.Nodes.Added)+len(d.Nodes.Removed) != 1 || len(d.Populations.Changed)+len(d.Sectors.Changed) != 0 {
			t.Fatalf("seed %d: %+v, want %d changed nodes", seed, d.Nodes, changed)
		}
		for _, m := range []*models.Model{old.Model, new.Model} {
			for i := range m.Nodes {
				id := m.Nodes[i].ID
				if diff := compare(d, id, whatIf(t, old, id), whatIf(t, new, id)); diff != "" {
					t.Fatalf("seed %d: %s: %s\n%s\n%s", seed, id, diff, gen.TOML(doc), gen.TOML(next))
				}
			}
		}
		impacts, spofs = impacts+len(d.Impacts), spofs+len(d.NewSPOFs)+len(d.GoneSPOFs)
	}
	if impacts < cases.Least(300) || spofs < cases.Least(100) {
		t.Errorf("only %d impacts and %d single points of failure changed", impacts, spofs)
	}
}

// compare says where the differences of one failure are wrong.
func compare(d *result.Diff, id string, before, after *effect) string {
	services := func(list []result.SPOF) string {
		for _, x := range list {
			if x.Node == id {
				return strings.Join(x.Services, " ")
			}
		}
		return ""
	}
	less := func(a, b *effect) string {
		if a == nil {
			return ""
		}
		return strings.Join(slices.DeleteFunc(slices.Clone(a.spof), func(s string) bool { return b != nil && slices.Contains(b.spof, s) }), " ")
	}
	if got, want := services(d.NewSPOFs), less(after, before); got != want {
		return fmt.Sprintf("newly takes down %q, want %q", got, want)
	}
	if got, want := services(d.GoneSPOFs), less(before, after); got != want {
		return fmt.Sprintf("no longer takes down %q, want %q", got, want)
	}
	for _, x := range d.Impacts {
		if x.Node == id {
			return cmpSide("before", x.Before, before) + cmpSide("after", x.After, after)
		}
	}
	if before != nil && after != nil && (math.Abs(before.users-after.users) > 1 || before.nodes != after.nodes) {
		return fmt.Sprintf("is not listed, with %+v and %+v", before, after)
	}
	return ""
}

func cmpSide(which string, got *result.Impact, want *effect) string {
	if (got == nil) != (want == nil) || got != nil && (math.Abs(got.Users()-want.users) > 1 || got.Nodes != want.nodes) {
		return fmt.Sprintf("%s: %+v, want %+v; ", which, got, want)
	}
	return ""
}
