package availability_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/faults"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// TestRefuses puts questions that cannot be.
func TestRefuses(t *testing.T) {
	c := fixture.Compile(t, []byte(shop))
	for _, tt := range []struct {
		q    availability.Question
		want error
	}{
		{availability.Question{Level: "up"}, question.NotAmong{Field: "level", Given: "up", Words: faults.Levels()}},
		{availability.Question{Level: "down", Trials: -1}, question.OutOfRange{Field: "trials", Given: -1, Least: 1}},
	} {
		if _, err := availability.Ask(t.Context(), c, tt.q); !reflect.DeepEqual(err, tt.want) {
			t.Errorf("%+v: %#v, want %#v", tt.q, err, tt.want)
		}
	}
	if _, err := availability.Ask(t.Context(), c, availability.Question{Nodes: []string{"shp"}, Level: "down"}); !errors.As(err, new(*models.NameError)) {
		t.Errorf("there is no shp: %v", err)
	}
}

// TestAllAndNone asks about every node where none is named, and about a model
// without any.
func TestAllAndNone(t *testing.T) {
	for text, nodes := range map[string]int{shop: 3, "[model]\ntitle = \"Nothing\"": 0} {
		a, err := availability.Ask(t.Context(), fixture.Compile(t, []byte(text)), availability.Question{Level: "down"})
		if err != nil || len(a.Nodes) != nodes {
			t.Errorf("%q: %+v: %v", text, a, err)
		}
	}
}

// TestStops ends trials that would last for hours soon after the context does, and
// the diagrams of many nodes.
func TestStops(t *testing.T) {
	var text strings.Builder
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 60 {
		fmt.Fprintf(&text, "[carrier.c%d]\navailability = 0.9\n", i)
	}
	for i := range 40 {
		fmt.Fprintf(&text, "[service.s%d]\nneeds = [", i)
		for range 12 {
			x := rng.Perm(60)
			fmt.Fprintf(&text, "{ at_least = 3, of = [\"c%d\", \"c%d\", \"c%d\", \"c%d\", \"c%d\"] },", x[0], x[1], x[2], x[3], x[4])
		}
		text.WriteString("]\n")
	}
	c := fixture.Compile(t, []byte(text.String()))
	for what, q := range map[string]availability.Question{
		"trials":   {Level: "down", Trials: 1 << 50},
		"diagrams": {Level: "down", Importance: true, Budget: 1 << 40},
	} {
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		start := time.Now()
		if _, err := availability.Ask(ctx, c, q); !errors.Is(err, context.DeadlineExceeded) || time.Since(start) > 20*time.Second {
			t.Errorf("%s: after %v: %v", what, time.Since(start), err)
		}
	}
}

// TestTooSmall: what can come about is never said not to, however small its chance.
func TestTooSmall(t *testing.T) {
	const model = `
[equipment.a]
unavailability = 1e-200
[equipment.b]
unavailability = 1e-200
[equipment.never]
availability = 1
[platform.both]
fails = false
needs = [{ any = ["a", "b"] }]
[platform.one]
fails = false
needs = ["a"]
[platform.none]
fails = false
needs = ["never"]
[service.rests]
needs = [{ on = "one", loss = "degraded" }, "open"]
[power.open]
`
	got, err := availability.Ask(t.Context(), fixture.Compile(t, []byte(model)), availability.Question{Level: "down", Importance: true})
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]result.NodeAvailable{}
	for _, n := range got.Nodes {
		of[n.ID] = n
	}
	if n := of["both"]; !n.TooSmall || n.Never || n.Exact || n.Unavailability != models.MinNumber || n.Bounds == nil || len(n.Importance) > 0 {
		t.Errorf("%+v", n)
	}
	if n := of["one"]; n.TooSmall || n.Never || !n.Exact || n.Unavailability != 1e-200 || n.AssumedPerfect != nil {
		t.Errorf("%+v", n)
	}
	if n := of["none"]; !n.Never || !n.Exact || n.Unavailability != 0 || n.StatedZero == nil || n.StatedZero.First[0] != "never" {
		t.Errorf("%+v", n)
	}
	if n := of["rests"]; !n.Never || n.AssumedPerfect == nil || strings.Join(n.AssumedPerfect.First, " ") != "open rests" || n.StatedZero != nil {
		t.Errorf("%+v", n)
	}
	if got.AssumedPerfect == nil || got.AssumedPerfect.Count != 2 {
		t.Errorf("%+v", got.AssumedPerfect)
	}
}
