package rank_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// packagesFile writes a generated model of packages and returns its name.
func packagesFile(t testing.TB, nodes int) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "packages.jsonl")
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := large.Packages(f, nodes, 1); err != nil {
		t.Fatal(err)
	}
	return name
}

// TestPackages compares pairs of a larger model, where most are never run, with
// one whatif after another.
func TestPackages(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks whatif about thousands of pairs")
	}
	c := fixture.Load(t, packagesFile(t, 150))
	failed, least := canFail(c.Model), 50
	if !rounds.Asked(t) { // pairs of half of them
		rand.New(rand.NewPCG(1, 1)).Shuffle(len(failed), func(i, j int) { failed[i], failed[j] = failed[j], failed[i] })
		failed, least = failed[:75], 5
		slices.Sort(failed)
	}
	if n := comparePairs(t, c, time.Hour, "packages", failed); n < least {
		t.Errorf("only %d pairs interact", n)
	}
	r := ranked(t, c, rank.Question{Failures: 2, Against: "*", By: "users", Top: 5, After: time.Hour})
	if r.Run > r.Scenarios/10 {
		t.Errorf("%d of %d pairs were run", r.Run, r.Scenarios)
	}
}

// TestCoresChangeNothing asks on one core and on several.
func TestCoresChangeNothing(t *testing.T) {
	if testing.Short() {
		t.Skip("its pairs are millions")
	}
	c := fixture.Load(t, packagesFile(t, 2000))
	for failures := 1; failures <= 2; failures++ {
		q := rank.Question{Failures: failures, Against: "*", By: "users", Top: 30, After: time.Hour}
		several := ranked(t, c, q)
		before := runtime.GOMAXPROCS(1)
		one := ranked(t, c, q)
		runtime.GOMAXPROCS(before)
		if text(one.Rows) != text(several.Rows) || text(one.Joint) != text(several.Joint) || one.Run != several.Run {
			t.Errorf("one core says %d run\n%s%s\nseveral %d\n%s%s", one.Run, text(one.Rows), text(one.Joint), several.Run, text(several.Rows), text(several.Joint))
		}
	}
}

const lines = `
[carrier.line-a]
[carrier.line-b]
[equipment.union]
fails = false
needs = [{ any = ["line-a", "line-b"] }]
[population.people]
size = 100
access = { line-a = 0.5, line-b = 0.5 }
[service.tills]
population = "people"
needs = ["union"]
[service.shop]
users = 7
needs = ["union"]
`

// TestAgainst chooses what may fail: by a selector, parts among them; a grouping
// never does.
func TestAgainst(t *testing.T) {
	c := fixture.Compile(t, []byte(lines))
	for _, tt := range []struct {
		against  string
		failures int
		want     string
	}{
		{"", 1, "[line-a] 50 false 0 0 1 1\n[line-b] 50 false 0 0 1 1\n"},
		{"*", 1, "[tills] 100 false 0 0 1 1\n[line-a] 50 false 0 0 1 1\n[line-b] 50 false 0 0 1 1\n[shop] 7 false 0 0 1 1\n"},
		{"kind:carrier,union", 1, ""},
		{"kind:carrier,tills@line-b", 1, "[line-a] 50 false 0 0 1 1\n[line-b] 50 false 0 0 1 1\n[tills@line-b] 50 false 0 0 0 1\n"},
		{"kind:carrier,tills@line-b", 2, "[line-a line-b] 107 false 0 0 5 2 from 100 {UsersDown:7 unknown:false Uncounted:0 SectorsFail:0 NodesDown:3 ServicesHit:1}\n" +
			"[line-a tills@line-b] 100 false 0 0 2 1 {UsersDown:0 unknown:false Uncounted:0 SectorsFail:0 NodesDown:1 ServicesHit:0}\n" +
			"[line-b tills@line-b] 50 false 0 0 1 1 {UsersDown:0 unknown:false Uncounted:0 SectorsFail:0 NodesDown:0 ServicesHit:0}\n"},
		{"line-a", 2, ""},
	} {
		r, err := rank.Ask(context.Background(), c, rank.Question{Failures: tt.failures, Against: tt.against, By: "users", After: time.Hour})
		if tt.against == "kind:carrier,union" {
			if name := (*models.NameError)(nil); !errors.As(err, &name) {
				t.Errorf("a grouping may fail: %v", err)
			}
			continue
		}
		if err != nil || text(r.Rows) != tt.want {
			t.Errorf("%q: %v\n%swant\n%s", tt.against, err, text(r.Rows), tt.want)
		}
	}
}

// TestRefuses puts questions that cannot be.
func TestRefuses(t *testing.T) {
	c := fixture.Compile(t, []byte(lines))
	for _, tt := range []struct {
		q    rank.Question
		want error
	}{
		{rank.Question{By: "users"}, question.OutOfRange{Field: "failures", Least: 1, Most: 2}},
		{rank.Question{Failures: 3, By: "users"}, question.OutOfRange{Field: "failures", Given: 3, Least: 1, Most: 2}},
		{rank.Question{Failures: 1, By: "money"}, question.NotAmong{Field: "by", Given: "money", Words: rank.Orders()}},
		{rank.Question{Failures: 1, By: "users", Top: -1}, question.OutOfRange{Field: "top", Given: -1, Least: 1, Most: rank.MaxRows, Zero: true}},
	} {
		if _, err := rank.Ask(context.Background(), c, tt.q); !reflect.DeepEqual(err, tt.want) {
			t.Errorf("%+v: %#v, want %#v", tt.q, err, tt.want)
		}
	}
}

// TestStops ends a long question soon after its context does.
func TestStops(t *testing.T) {
	if testing.Short() {
		t.Skip("its model has 20,000 nodes")
	}
	c := fixture.Load(t, packagesFile(t, 20_000))
	ctx, cancel := context.WithCancel(context.Background())
	time.AfterFunc(50*time.Millisecond, cancel)
	_, err := rank.Ask(ctx, c, rank.Question{Failures: 2, Against: "*", By: "users", Top: 100_000, After: time.Hour})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it went on to the end: %v", err)
	}
	_, err = rank.Ask(context.Background(), c, rank.Question{Failures: 2, Against: "*", By: "users", After: time.Hour})
	if many := (question.TooMuch{}); !errors.As(err, &many) || many.What != "rows" {
		t.Errorf("two hundred million rows: %v", err)
	}
}
