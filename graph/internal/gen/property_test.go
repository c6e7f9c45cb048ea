package gen

import (
	"maps"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
)

// The oracle is held against every assignment of levels that there is, in
// models that are small enough.
func TestOracleFindsTheGreatestFixedPoint(t *testing.T) {
	t.Parallel()
	const most = 6 // nodes and parts, for speed
	tried, cases := 0, rounds.Of(t, 40, 1000)
	for seed := range cases.Seeds() {
		rng := rand.New(rand.NewPCG(seed, 4))
		size := Tiny(rng)
		size.Cycles = 0.5
		doc := Doc(rng, size)
		question := Question(rng, doc)
		levels := oracle.Apart(doc, question).Levels
		if len(levels) > most {
			continue
		}
		tried++
		if want := oracle.Greatest(doc, question); !maps.Equal(levels, want) {
			t.Fatalf("seed %d, %v: %v, the greatest is %v\n%s", seed, question, levels, want, TOML(doc))
		}
	}
	if tried < cases.Least(300) {
		t.Errorf("only %d models were small enough", tried)
	}
}

func TestNothingFailsOfNothing(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 40, 1000).Seeds() {
		doc, question := draw(seed)
		question.Failed = nil
		answer := oracle.Apart(doc, question)
		for vertex, level := range answer.Levels {
			if level != "up" || answer.LostRedundancy[vertex] {
				t.Fatalf("seed %d: %s is %s", seed, vertex, level)
			}
		}
	}
}

// Without load, a further failure makes nothing better.
func TestMoreFailuresAreNoBetter(t *testing.T) {
	t.Parallel()
	rank := map[string]int{"down": 0, "degraded": 1, "up": 2}
	for seed := range rounds.Of(t, 40, 400).Seeds() {
		doc, question := draw(seed)
		all := oracle.Apart(doc, question)
		for i := range question.Failed {
			fewer := question
			fewer.Failed = slices.Delete(slices.Clone(question.Failed), i, i+1)
			for vertex, level := range oracle.Apart(doc, fewer).Levels {
				if rank[level] < rank[all.Levels[vertex]] {
					t.Fatalf("seed %d: %s is %s with %v, %s with %v", seed, vertex,
						level, fewer.Failed, all.Levels[vertex], question.Failed)
				}
			}
		}
	}
}

// Whatever falls without having failed, itself or in its parts, has members to
// blame, all below up.
func TestEveryFallHasACause(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 40, 400).Seeds() {
		doc, question := draw(seed)
		answer := oracle.Apart(doc, question)
		for vertex, names := range answer.Because {
			ofParts := slices.ContainsFunc(question.Failed, func(failed string) bool {
				return strings.HasPrefix(failed, vertex+"@")
			})
			if len(names) == 0 && !ofParts {
				t.Fatalf("seed %d: %s fell of nothing", seed, vertex)
			}
			for _, name := range names {
				if answer.Levels[name] == "up" {
					t.Fatalf("seed %d: %s blames %s, which is up", seed, vertex, name)
				}
			}
		}
	}
}

func TestRenamedModelsAnswerAlike(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 40, 1000).Seeds() {
		doc, question := draw(seed)
		rng := rand.New(rand.NewPCG(seed, 5))
		renamed, names := Rename(rng, doc)
		if err := valid(renamed); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		want := renameAnswer(oracle.Apart(doc, question), names)
		for i, name := range question.Failed {
			question.Failed[i] = Renamed(names, name)
		}
		if got := oracle.Apart(renamed, question); !alike(got, want) {
			t.Fatalf("seed %d: got\n%+v\nwant\n%+v\n%s\n%s", seed, got, want, TOML(doc), TOML(renamed))
		}
	}
}

func TestShuffledModelsAnswerAlike(t *testing.T) {
	t.Parallel()
	changed, cases := 0, rounds.Of(t, 40, 1000)
	for seed := range cases.Seeds() {
		doc, question := draw(seed)
		shuffled := Shuffle(rand.New(rand.NewPCG(seed, 6)), doc)
		if err := valid(shuffled); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if !reflect.DeepEqual(doc, shuffled) {
			changed++
		}
		if !reflect.DeepEqual(oracle.Apart(doc, question), oracle.Apart(shuffled, question)) {
			t.Fatalf("seed %d: another answer\n%s\n%s", seed, TOML(doc), TOML(shuffled))
		}
	}
	if changed < cases.Least(500) {
		t.Errorf("only %d models were changed", changed)
	}
}

func renameAnswer(a oracle.Answer, names map[string]string) oracle.Answer {
	because := map[string][]string{}
	for vertex, members := range a.Because {
		list := []string{}
		for _, member := range members {
			list = append(list, Renamed(names, member))
		}
		slices.Sort(list)
		because[Renamed(names, vertex)] = list
	}
	return oracle.Answer{
		Levels: rename(a.Levels, names), LostRedundancy: rename(a.LostRedundancy, names),
		Because: because, InCycle: rename(a.InCycle, names), ShareDown: rename(a.ShareDown, names),
		UsersDown: rename(a.UsersDown, names), UsersDegraded: rename(a.UsersDegraded, names),
		Populations: rename(a.Populations, names), Things: a.Things, Sectors: rename(a.Sectors, names),
	}
}

func rename[V any](table map[string]V, names map[string]string) map[string]V {
	to := map[string]V{}
	for id, value := range table {
		to[Renamed(names, id)] = value
	}
	return to
}

func near(x, y float64) bool { return math.Abs(x-y) < 1e-6 }

func nearly(x, y oracle.Interval) bool {
	return near(x.Least, y.Least) && near(x.Most, y.Most) && x.Hit == y.Hit && x.Uncounted == y.Uncounted
}

// alike compares two answers; sums may have been added up in another order.
func alike(a, b oracle.Answer) bool {
	for id, sector := range a.Sectors {
		other := b.Sectors[id]
		if !near(sector.ShareDown, other.ShareDown) {
			return false
		}
		sector.ShareDown = other.ShareDown
		a.Sectors[id] = sector
	}
	return reflect.DeepEqual(a.Levels, b.Levels) && reflect.DeepEqual(a.LostRedundancy, b.LostRedundancy) &&
		reflect.DeepEqual(a.Because, b.Because) && reflect.DeepEqual(a.InCycle, b.InCycle) &&
		maps.EqualFunc(a.ShareDown, b.ShareDown, near) && maps.EqualFunc(a.UsersDown, b.UsersDown, near) &&
		maps.EqualFunc(a.UsersDegraded, b.UsersDegraded, near) && maps.EqualFunc(a.Populations, b.Populations, nearly) && maps.EqualFunc(a.Things, b.Things, nearly) &&
		reflect.DeepEqual(a.Sectors, b.Sectors)
}
