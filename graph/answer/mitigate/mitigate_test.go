package mitigate_test

import (
	"context"
	"errors"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/result"
)

// TestRefuses asks about a policy that there is none of.
func TestRefuses(t *testing.T) {
	c := twentyOptions(t, twenty[0].head, twenty[0].each)
	_, err := mitigate.Ask(t.Context(), c, mitigate.Question{Policies: []string{"q"}})
	if want := (question.NoSuch{What: "policy", Given: "q", Has: []string{"p"}}); !reflect.DeepEqual(err, want) {
		t.Errorf("%#v, want %#v", err, want)
	}
}

// TestStops ends the search among a million sets soon after the context does,
// whatever it is at.
func TestStops(t *testing.T) {
	for _, x := range twenty {
		c := twentyOptions(t, x.head, x.each)
		for _, after := range []time.Duration{0, time.Millisecond, 10 * time.Millisecond} {
			ctx, cancel := context.WithTimeout(t.Context(), after)
			start := time.Now()
			_, err := mitigate.Ask(ctx, c, mitigate.Question{After: c.Model.Horizon})
			if took := time.Since(start); err != nil && !errors.Is(err, context.DeadlineExceeded) || took > after+20*time.Second {
				t.Errorf("%s: after %v: %v", x.name, took, err)
			}
			cancel()
		}
	}
}

// TestAtOnce asks several questions of one model at once: they take options of it,
// and leave it as it is.
func TestAtOnce(t *testing.T) {
	c := twentyOptions(t, twenty[0].head, twenty[0].each)
	answers := make([]*result.Mitigate, 4)
	var wait sync.WaitGroup
	for i := range answers {
		wait.Go(func() {
			a, err := mitigate.Ask(t.Context(), c, mitigate.Question{After: c.Model.Horizon})
			if err != nil {
				t.Error(err)
			}
			answers[i] = a
		})
	}
	wait.Wait()
	for _, a := range answers[1:] {
		if !reflect.DeepEqual(a, answers[0]) {
			t.Errorf("%+v, beside %+v", a, answers[0])
		}
	}
}
