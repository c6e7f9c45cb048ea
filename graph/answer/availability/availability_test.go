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
