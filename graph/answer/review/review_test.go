package review_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/answer/blackstart"
	"github.com/meoktong/meoktong/graph/answer/concentration"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/review"
	"github.com/meoktong/meoktong/graph/answer/unverified"
	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/redact"
)

func load(t testing.TB, path string) *models.Model {
	t.Helper()
	m, err := models.Load(models.Request{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func write(t testing.TB, name, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func ask(t testing.TB, m *models.Model) (*compile.Compiled, *result.Review) {
	t.Helper()
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	r, err := review.Ask(t.Context(), c, review.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	result.Finish(r, result.Header{Schema: result.Schema("review"), Tool: result.Tool{Version: "0"}}, "en")
	return c, r
}

// subject is a review that tests read only, made once: of the shipped model at length,
// which takes many seconds, of a small one otherwise.
func subject(t testing.TB) (*compile.Compiled, *result.Review) {
	t.Helper()
	reviewed.Lock()
	defer reviewed.Unlock()
	if reviewed.r == nil {
		path := "testdata/town.toml"
		if rounds.Asked(t) {
			path = ""
		}
		reviewed.c, reviewed.r = ask(t, load(t, path))
	}
	return reviewed.c, reviewed.r
}

var reviewed struct {
	sync.Mutex
	c *compile.Compiled
	r *result.Review
}

// same compares two answers as documents.
func same(t *testing.T, what string, got, want any) {
	t.Helper()
	a, err := json.Marshal(got)
	b, err2 := json.Marshal(want)
	if err != nil || err2 != nil || string(a) != string(b) {
		t.Errorf("%s: the review says %.200s, the question by itself %.200s: %v %v", what, a, b, err, err2)
	}
}

// TestSaysWhatTheQuestionsSay asks some of the questions again by themselves.
func TestSaysWhatTheQuestionsSay(t *testing.T) {
	t.Parallel()
	c, r := subject(t)
	rank := func(failures int, against string) *result.Rank {
		x, err := rank.Ask(t.Context(), c, rank.Question{Failures: failures, Against: against, By: "users", Top: 20, After: time.Hour})
		if err != nil {
			t.Fatal(err)
		}
		result.Finish(x, r.Singles.Header, "en")
		return x
	}
	same(t, "singles", r.Singles, rank(1, ""))
	same(t, "pairs", r.Pairs, rank(2, ""))
	if n := int(*r.Pairs.Interacting); n == 0 || rounds.Asked(t) && (n <= 20 || len(r.Pairs.Joint) != 20 || !slices.Contains(r.Bounds, result.Bound{Section: "rank --failures 2", What: "joint", Limit: 20, Of: n})) {
		t.Errorf("%d pairs are worse together; bounds %+v", *r.Pairs.Interacting, r.Bounds)
	}
	for i := range r.Pairs.Joint[1:] { // equals are ordered by users, not by name
		a, b := &r.Pairs.Joint[i], &r.Pairs.Joint[i+1]
		if reflect.DeepEqual(a.Beyond, b.Beyond) && usersOf(a) < usersOf(b) {
			t.Errorf("%v with %.0f users stands before %v with %.0f", a.Failed, usersOf(a), b.Failed, usersOf(b))
		}
	}
	gate, err := gate.Ask(t.Context(), c, gate.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	result.Finish(gate, r.Gate.Header, "en")
	same(t, "gate", r.Gate, gate)
	var incidents []*models.Incident
	for i := range c.Model.Incidents {
		incidents = append(incidents, &c.Model.Incidents[i])
	}
	replayed, err := replay.Of(t.Context(), c, incidents)
	if err != nil {
		t.Fatal(err)
	}
	result.Finish(replayed, r.Replay.Header, "en")
	same(t, "replay", r.Replay, replayed)
	var sum result.Verdict
	for _, in := range r.Replay.Incidents {
		sum = result.Verdict{Matched: sum.Matched + in.Matched, Missed: sum.Missed + in.Missed, Contradicted: sum.Contradicted + in.Contradicted}
	}
	if all := r.Replay.Total; sum != (result.Verdict{Matched: all.Matched, Missed: all.Missed, Contradicted: all.Contradicted}) {
		t.Errorf("the incidents add up to %+v, in all stands %+v", sum, all)
	}
	total := 0
	for _, k := range r.Nodes {
		total += k.Count
	}
	if total != len(c.Model.Nodes) || len(r.Timelines) != len(incidents) || r.MarkedBy != "policies" || len(r.CutSets) != len(r.Marked) {
		t.Errorf("%d nodes, %d timelines, marked by %s, %d cut sets of %d", total, len(r.Timelines), r.MarkedBy, len(r.CutSets), len(r.Marked))
	}
}

// TestPartsAreAnswers asks by themselves what a review has as parts.
func TestPartsAreAnswers(t *testing.T) {
	t.Parallel()
	c, r := subject(t)
	part := func(d result.Document, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		result.Finish(d, result.Header{}, "en")
	}
	a, err := assumptions.Ask(t.Context(), c, assumptions.Question{After: time.Hour})
	part(a, err)
	same(t, "assumptions", r.Assumptions, a.Assumed)
	x, err := concentration.Ask(t.Context(), c, concentration.Question{After: time.Hour})
	part(x, err)
	same(t, "concentration", r.Concentration, x.Dependence)
	s, err := blackstart.Ask(t.Context(), c, blackstart.Question{})
	part(s, err)
	same(t, "cold start", r.ColdStart, s.ColdStart)
}

func TestWrongQuestion(t *testing.T) {
	c, err := compile.Compile(load(t, write(t, "m.toml", "[service.a]\n")))
	if err != nil {
		t.Fatal(err)
	}
	want := question.NoDate{Field: "unverified-before", Given: "May"}
	if _, err := review.Ask(t.Context(), c, review.Question{UnverifiedBefore: "May"}); err != error(want) {
		t.Errorf("%v, want %v", err, want)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := review.Ask(ctx, c, review.Question{}); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// TestRedactedAnswersAlike: under pseudonyms every figure is the same. Only the
// order may differ, where that goes by name, and with it how many sets of options
// are tried and which unverified facts are looked at before the work is used up.
func TestRedactedAnswersAlike(t *testing.T) {
	t.Parallel()
	c, plain := subject(t)
	disguised := redact.Model(c.Model, nil)
	_, redacted := ask(t, disguised)
	effects := func(r *result.Rank) (out [][3]float64) {
		for _, row := range r.Rows {
			out = append(out, [3]float64{usersOf(&row), float64(row.SectorsFail), float64(row.NodesDown)})
		}
		return out
	}
	violated := func(g *result.Gate) (out [][2]int) {
		for i := range g.Policies {
			out = append(out, [2]int{g.Policies[i].Violated, g.Policies[i].Scenarios})
		}
		slices.SortFunc(out, func(a, b [2]int) int { return slices.Compare(a[:], b[:]) })
		return out
	}
	ended := func(r *result.Review) (out [][3]int64) {
		for _, x := range r.Timelines {
			end := int64(-1)
			if x.EndS != nil {
				end = *x.EndS
			}
			out = append(out, [3]int64{int64(len(x.Spans)), int64(len(x.Breaches)), end})
		}
		slices.SortFunc(out, func(a, b [3]int64) int { return slices.Compare(a[:], b[:]) })
		return out
	}
	cutSets := func(r *result.Review) (out []string) {
		for _, x := range r.CutSets {
			out = append(out, x.Count)
		}
		slices.Sort(out)
		return out
	}
	mended := func(r *result.Review) (out []float64) {
		for _, x := range append(r.Mitigate.Policies, result.MitigatedPolicy{Choice: r.Mitigate.Choice}) {
			out = append(out, x.Choice.Cost, float64(x.Choice.Tried), x.Choice.RuledOut, float64(x.Violated))
		}
		for _, s := range r.Mitigate.Steps {
			out = append(out, s.Sum, float64(*s.Policies), float64(*s.Violations))
		}
		slices.Sort(out)
		return out
	}
	kinds := func(r *result.Review) (out []int) { // declared ones have pseudonyms, too
		for _, k := range r.Nodes {
			out = append(out, k.Count)
		}
		slices.Sort(out)
		return out
	}
	bounds := func(r *result.Review) []result.Bound {
		out := slices.Clone(r.Bounds)
		for i := range out {
			if out[i].What == result.LimitFacts { // the first of a list by name
				out[i].Limit = 0
			}
		}
		return out
	}
	figures := func(r *result.Review) []any {
		a, rests := r.Assumptions, r.Page.RestsOn
		found := []int{len(a.Facts), a.Examined, rests.Examined, rests.Flipping}
		if a.Truncated {
			found = nil
		}
		rests.Examined, rests.Flipping = 0, 0
		return []any{effects(r.Singles), effects(r.Pairs), *r.Pairs.Interacting, violated(r.Gate), r.Mitigate.Met, mended(r),
			r.Suggest.Lost, r.Suggest.Redundancy[0].Saved, r.Replay.Total, ended(r), cutSets(r), len(r.FalseRedundancy.Findings), len(r.ColdStart.Rounds),
			found, a.Truncated, a.All, a.Unverified, a.Undated, a.Fixed, a.Failures, a.LeftOut, len(a.Unranged), kinds(r), r.Facts, bounds(r), rests, r.Page.NotCovered, r.Page.Broken.Policies,
			r.Page.Broken.Violations, *r.Page.Broken.Worst.UsersDown, r.Page.Asked.Cases, r.Page.Asked.Failures, r.Page.Asked.Coverage, r.Page.First.Cost, r.Page.First.Assumed}
	}
	if disguised.Digest == c.Model.Digest || len(disguised.Digest) != 64 {
		t.Errorf("the digest is %q under pseudonyms, and %q", disguised.Digest, c.Model.Digest)
	}
	got, want := figures(redacted), figures(plain)
	for i := range want {
		if !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("figure %d is %v under pseudonyms, and %v", i, got[i], want[i])
		}
	}
	least := 6
	if rounds.Asked(t) {
		least = 100
	}
	if got, want := variations(t, disguised), variations(t, c.Model); !slices.Equal(got, want) || len(want) < least {
		t.Errorf("unverified facts may be otherwise in %v under pseudonyms, and %v", got, want)
	}
}

// variations returns how each unverified fact of a model may be otherwise, in an order
// that does not go by name.
func variations(t *testing.T, m *models.Model) (out []string) {
	t.Helper()
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range unverified.Facts(c, "") {
		ways := []string{}
		for _, v := range f.Variants {
			ways = append(ways, fmt.Sprint(v.What, " ", v.By, " ", v.Dropped == unverified.None))
		}
		slices.Sort(ways)
		out = append(out, fmt.Sprint(f.InMember, ways))
	}
	slices.Sort(out)
	return out
}

// TestProofs: the worst case of each violated policy is proved, as why proves it.
func TestProofs(t *testing.T) {
	t.Parallel()
	c, r := subject(t)
	violated := 0
	for i := range r.Gate.Policies {
		if r.Gate.Policies[i].Violated > 0 {
			violated++
		}
	}
	if len(r.Proofs) != violated || violated == 0 {
		t.Fatalf("%d proofs of %d violated policies", len(r.Proofs), violated)
	}
	for i := range r.Proofs {
		p := &r.Proofs[i]
		after, err := models.ParseHorizon(p.Why.After)
		if err != nil {
			t.Fatal(err)
		}
		w, err := why.Ask(t.Context(), c, why.Question{Node: p.Why.Node, Failed: p.Case.Failed, After: after})
		if err != nil {
			t.Fatal(err)
		}
		result.Finish(w, p.Why.Header, "en")
		same(t, p.Policy, p.Why, w)
		if len(w.Proof) == 0 || len(w.SavedBy.Nodes.Sets) == 0 {
			t.Errorf("%s: no proof, or nothing would have saved it: %+v", p.Policy, w)
		}
	}
	figures, err := review.Figures(t.Context(), c, r, review.Question{After: time.Hour}, "en")
	if err != nil {
		t.Fatal(err)
	}
	drawn := 0
	for _, f := range figures {
		if strings.HasPrefix(f.Chapter, "proofs:") && f.Ask[0] == "why" && len(f.Picture.Nodes) > 0 {
			drawn++
		}
	}
	if drawn != violated {
		t.Errorf("%d of %d proofs are drawn", drawn, violated)
	}
}

// TestProofOfAnOutage: what only lasts too long is asked about when it does, of
// the part that is out longest.
func TestProofOfAnOutage(t *testing.T) {
	const policy = "[policy.p]\nprotect = \"till\"\nagainst = \"site\"\nworst = \"down\"\nmax_outage = \"1h\"\nfor = \"1d\"\n[datacentre.site]\n"
	for _, tt := range []struct{ name, model, want, outage string }{
		{"down at once", "[service.till]\nneeds = [\"site\"]\n", "why till --if site", "till 0 86400"},
		{"battery", "[service.till]\nneeds = [{ on = \"site\", holdup = \"2h\" }]\n", "why till --if site --after 3h", "till 7200 86400"},
		{"delays add up", "[equipment.a]\nneeds = [{ on = \"site\", holdup = \"2h\" }]\n[equipment.b]\n[service.till]\nneeds = [{ any = [\"a\", \"b\"], failover = \"90m\" }]\n",
			"why till --if site --after 3h", "till 7200 12600"},
		{"delays add up, with load", "[equipment.a]\nneeds = [{ on = \"site\", holdup = \"2h\" }]\n[equipment.b]\ncapacity = 9\n[service.till]\ndemand = 1\nneeds = [{ any = [\"a\", \"b\"], failover = \"90m\" }]\n",
			"why till --if site --after 3h", "till 7200 12600"},
		{"a part", "[carrier.line]\nneeds = [{ on = \"site\", holdup = \"2h\" }]\n[carrier.other]\n[population.people]\naccess = { line = 0.5, other = 0.5 }\n[service.till]\npopulation = \"people\"\n",
			"why till@line --if site --after 3h", "till@line 7200 86400"},
	} {
		_, r := ask(t, load(t, write(t, "m.toml", policy+tt.model)))
		if len(r.Proofs) != 1 {
			t.Fatalf("%s: %d proofs", tt.name, len(r.Proofs))
		}
		p := &r.Proofs[0]
		if got := r.Proves(p).Line(); got != tt.want {
			t.Errorf("%s: asked by %q, want %q", tt.name, got, tt.want)
		}
		if got := fmt.Sprint(p.Outage.Node, " ", p.Outage.FromS, " ", *p.Outage.ToS); got != tt.outage {
			t.Errorf("%s: %s, want %s", tt.name, got, tt.outage)
		}
	}
}

// TestProofsAreBounded: of many violated policies the first are proved.
func TestProofsAreBounded(t *testing.T) {
	model := "[service.a]\nneeds = [\"b\"]\n[equipment.b]\n"
	for i := range 12 {
		model += fmt.Sprintf("[policy.p%d]\nprotect = \"a\"\nagainst = \"b\"\n", i)
	}
	_, r := ask(t, load(t, write(t, "m.toml", model)))
	if len(r.Proofs) != 10 || !slices.Contains(r.Bounds, result.Bound{Section: "why", What: "listed", Limit: 10, Of: 12}) {
		t.Errorf("%d proofs, bounds %+v", len(r.Proofs), r.Bounds)
	}
}

// TestMarked checks the rule by which nodes are chosen.
func TestMarked(t *testing.T) {
	many := "[service.z]\nusers = 1\n"
	for i := range 24 {
		many += fmt.Sprintf("[service.m%02d]\n", i)
	}
	for _, tt := range []struct{ name, model, by, marked string }{
		{"criticality", "[service.a]\ncriticality = 3\n[service.b]\ncriticality = 3\n[service.c]\nusers = 9\n[policy.p]\nprotect = \"c\"\nagainst = \"a\"\n", "criticality", "a b"},
		{"several criticalities", "[service.a]\ncriticality = 1.5\n[service.b]\ncriticality = 3\n[service.c]\ncriticality = 1.5\nusers = 9\n[service.d]\ncriticality = 0.5\n[service.e]\n[carrier.f]\n", "criticality", "b c a"},
		{"policies", "[service.a]\n[service.b]\nusers = 9\n[policy.p]\nprotect = \"a\"\nagainst = \"b\"\n", "policies", "a"},
		{"users", "[service.a]\nusers = 5\n[service.b]\nusers = 9\n[equipment.e]\n", "users", "b a"},
		{"a protected carrier", "[service.a]\nneeds = [\"line\"]\n[carrier.line]\n[power.p]\n[policy.p]\nprotect = \"line\"\nagainst = \"p\"\n", "policies", "line"},
		{"bounded", many, "users", "z m00 m01 m02 m03 m04 m05 m06 m07 m08 m09 m10 m11 m12 m13 m14 m15 m16 m17 m18"},
		{"nothing", "[equipment.e]\n", "users", ""},
	} {
		_, r := ask(t, load(t, write(t, "m.toml", tt.model)))
		if tt.name == "bounded" && !slices.Contains(r.Bounds, result.Bound{Section: "cutsets", What: "listed", Limit: 20, Of: 25}) {
			t.Errorf("bounds are %+v", r.Bounds)
		}
		if got := strings.Join(r.Marked, " "); string(r.MarkedBy) != tt.by || got != tt.marked {
			t.Errorf("%s: %q by %s, want %q by %s", tt.name, got, r.MarkedBy, tt.marked, tt.by)
		}
	}
}

// TestLargeModelIsBounded: of a large model what is not asked is told.
func TestLargeModelIsBounded(t *testing.T) {
	t.Parallel()
	rounds.AtLength(t) // it takes all the work that a review may
	var text strings.Builder
	if err := large.Write(&text, 11_000, 1); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	c, r := ask(t, load(t, write(t, "m.jsonl", text.String())))
	t.Logf("reviewed in %v", time.Since(start))
	var skipped []string
	for _, b := range r.Bounds {
		if b.What == "skipped" {
			skipped = append(skipped, b.Section)
		}
	}
	if want := []string{"rank --failures 2", "mitigate --suggest", "assumptions: check"}; !slices.Equal(skipped, want) || r.Pairs != nil || r.Suggest != nil {
		t.Errorf("skipped %q, want %q", skipped, want)
	}
	figures, err := review.Figures(t.Context(), c, r, review.Question{After: time.Hour}, "ko")
	if err != nil || len(figures) != 2 || len(figures[0].Picture.Nodes) > 150 {
		t.Errorf("%d figures: %v", len(figures), err)
	}
}

// usersOf returns the users of a row; 0 where they are not known.
func usersOf(r *result.RankRow) float64 {
	if r.UsersDown == nil {
		return 0
	}
	return *r.UsersDown
}
