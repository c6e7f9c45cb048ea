// Package answer_test asks all questions at once.
package answer_test

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/assumptions"
	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/blackstart"
	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/answer/concentration"
	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/list"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/answer/review"
	"github.com/meoktong/meoktong/graph/answer/show"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// asked are questions of every command to one model, by name. An answer is
// finished in a language of its own, as a server would.
func asked(c, other *compile.Compiled) map[string]func(context.Context) (any, error) {
	const after = time.Hour
	fire := []string{"skcc-pangyo"}
	out := map[string]func(context.Context) (any, error){
		"whatif": func(ctx context.Context) (any, error) {
			return finished(whatif.Ask(ctx, c, whatif.Question{Failed: fire, After: after, All: true}))
		},
		"whatif with demand": func(ctx context.Context) (any, error) {
			return finished(whatif.Ask(ctx, c, whatif.Question{Demand: map[string]float64{"yeominjeon-charge": 600}, After: after}))
		},
		"why": func(ctx context.Context) (any, error) {
			return finished(why.Ask(ctx, c, why.Question{Node: "kakaotalk-text", Failed: fire, After: after}))
		},
		"why up": func(ctx context.Context) (any, error) {
			return finished(why.Ask(ctx, c, why.Question{Node: "hospital-reception", Failed: fire, After: after}))
		},
		"draw": func(ctx context.Context) (any, error) {
			d, err := finished(draw.Compare(ctx, c, other, draw.Question{Failed: fire, After: after, Fold: result.FoldSector}))
			if err != nil {
				return nil, err
			}
			return picture.Of(ctx, c.Model, d, "ko")
		},
		"timeline": func(ctx context.Context) (any, error) {
			t, err := finished(timeline.Compare(ctx, c, other, timeline.Question{Incident: "kakao-2022"}))
			if err != nil {
				return nil, err
			}
			return []any{t, picture.OfTimeline(c.Model, t, "ko")}, nil
		},
		"replay": func(ctx context.Context) (any, error) { return finished(replay.Ask(ctx, c, replay.Question{})) },
	}
	maps.Copy(out, rankings(c, after))
	maps.Copy(out, weaknesses(c, other, after))
	return out
}

// rankings are the questions that run many failures.
func rankings(c *compile.Compiled, after time.Duration) map[string]func(context.Context) (any, error) {
	return map[string]func(context.Context) (any, error){
		"rank": func(ctx context.Context) (any, error) {
			return finished(rank.Ask(ctx, c, rank.Question{Failures: 1, By: "sectors", Top: 20, After: after}))
		},
		"rank pairs": func(ctx context.Context) (any, error) {
			return finished(rank.Ask(ctx, c, rank.Question{Failures: 2, By: "users", Top: 20, After: after}))
		},
		"rank some pairs": func(ctx context.Context) (any, error) {
			return finished(rank.Ask(ctx, c, rank.Question{Failures: 2, Against: "kind:datacentre", By: "users", Top: 20, After: after}))
		},
		"cutsets": func(ctx context.Context) (any, error) {
			return finished(cutsets.Ask(ctx, c, cutsets.Question{Node: "hospital-reception", Level: "down", Order: 2, After: after}))
		},
		"availability": func(ctx context.Context) (any, error) {
			return finished(availability.Ask(ctx, c, availability.Question{Nodes: []string{"hospital-reception"}, Level: "down", Importance: true, After: after}))
		},
		"gate": func(ctx context.Context) (any, error) { return finished(gate.Ask(ctx, c, gate.Question{After: after})) },
		"mitigate": func(ctx context.Context) (any, error) {
			return finished(mitigate.Ask(ctx, c, mitigate.Question{After: after}))
		},
		"mitigate one": func(ctx context.Context) (any, error) {
			return finished(mitigate.Ask(ctx, c, mitigate.Question{Policies: []string{"no-site-takes-messages"}, After: after}))
		},
		"suggest": func(ctx context.Context) (any, error) {
			return finished(suggest.Ask(ctx, c, suggest.Question{After: after}))
		},
	}
}

// weaknesses are the questions about the model itself.
func weaknesses(c, other *compile.Compiled, after time.Duration) map[string]func(context.Context) (any, error) {
	return map[string]func(context.Context) (any, error){
		"list": func(ctx context.Context) (any, error) {
			return finished(list.Ask(ctx, c, list.Question{Selectors: []string{"kind:service"}}))
		},
		"show": func(ctx context.Context) (any, error) {
			return finished(show.Ask(ctx, c, show.Question{Node: "kakaotalk-text"}))
		},
		"check": func(ctx context.Context) (any, error) { return finished(check.Ask(ctx, c, check.Question{})) },
		"diff": func(ctx context.Context) (any, error) {
			return finished(diff.Ask(ctx, other, c, diff.Question{After: after}))
		},
		"concentration": func(ctx context.Context) (any, error) {
			return finished(concentration.Ask(ctx, c, concentration.Question{After: after}))
		},
		"blackstart": func(ctx context.Context) (any, error) { return finished(blackstart.Ask(ctx, c, blackstart.Question{})) },
		"assumptions": func(ctx context.Context) (any, error) {
			return finished(assumptions.Ask(ctx, c, assumptions.Question{After: after}))
		},
		"review": func(ctx context.Context) (any, error) {
			return finished(review.Ask(ctx, c, review.Question{After: after}))
		},
	}
}

// finished is what a server does with an answer before it is sent.
func finished[D result.Document](d D, err error) (D, error) {
	if err == nil {
		result.Finish(d, result.Header{}, "ko")
	}
	return d, err
}

func korea(t *testing.T, with ...string) *compile.Compiled {
	t.Helper()
	m, err := models.Load(models.Request{With: with})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// saved is an answer as JSON.
func saved(ask func(context.Context) (any, error)) (string, error) {
	d, err := ask(context.Background())
	if err != nil {
		return "", err
	}
	data, err := json.Marshal(d)
	return string(data), err
}

// TestConcurrentQuestions asks everything of one compiled model at once, each
// question several times, and wants the answers that come one after another, from
// a model that nobody else has. With -race it finds what they share.
func TestConcurrentQuestions(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks everything at once")
	}
	times := rounds.Size(t, 1, 4)
	alone := asked(korea(t, "option:kakao-second-tools"), korea(t))
	if times < 4 { // the first two ask all the others, some of them many times
		for _, slow := range []string{"review", "assumptions", "mitigate", "rank pairs"} {
			delete(alone, slow)
		}
	}
	want := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(alone)) {
		var err error
		if want[name], err = saved(alone[name]); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	shared := asked(korea(t, "option:kakao-second-tools"), korea(t))
	var all sync.WaitGroup
	for range times {
		for name := range want {
			all.Go(func() {
				got, err := saved(shared[name])
				if err != nil || got != want[name] {
					t.Errorf("%s: asked at once it differs: %s", name, difference(got, want[name], err))
				}
			})
		}
	}
	all.Wait()
}

// difference shows where two texts part.
func difference(got, want string, err error) string {
	if err != nil {
		return err.Error()
	}
	at := 0
	for at < min(len(got), len(want)) && got[at] == want[at] {
		at++
	}
	from := max(0, at-60)
	return fmt.Sprintf("%q, want %q", got[from:min(len(got), at+60)], want[from:min(len(want), at+60)])
}
