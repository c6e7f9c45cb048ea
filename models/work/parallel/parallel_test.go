package parallel_test

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/meoktong/meoktong/models/work/parallel"
)

func TestRunCallsEachWorkerOnce(t *testing.T) {
	var seen [5]atomic.Int32
	parallel.Run(len(seen), func(i int) { seen[i].Add(1) })
	for i := range seen {
		if n := seen[i].Load(); n != 1 {
			t.Errorf("worker %d ran %d times", i, n)
		}
	}
}

func TestAPanicOfAWorkerIsTheCallers(t *testing.T) {
	defer func() {
		p, ok := recover().(parallel.Panic)
		if !ok || p.String() != "no vertex 7" || !strings.Contains(string(p.Stack), "parallel_test.go") {
			t.Errorf("recovered %v", p)
		}
	}()
	parallel.Run(3, func(i int) {
		if i == 1 {
			panic("no vertex 7")
		}
	})
	t.Error("it did not panic")
}

func TestAPanicEndsTheContextOfTheOthers(t *testing.T) {
	defer func() {
		if p, ok := recover().(parallel.Panic); !ok || p.String() != "no vertex 7" {
			t.Errorf("recovered %v", p)
		}
	}()
	parallel.RunContext(context.Background(), 3, func(ctx context.Context, i int) {
		if i == 1 {
			panic("no vertex 7")
		}
		<-ctx.Done()
	})
}

func TestUntilEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	if err := parallel.Until(ctx, func() { cancel(); <-release }); !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
	done := false
	if err := parallel.Until(t.Context(), func() { done = true }); err != nil || !done {
		t.Errorf("it ended with %v, work done: %v", err, done)
	}
}

func TestAPanicOfWorkAsideIsTheCallers(t *testing.T) {
	defer func() {
		if p, ok := recover().(parallel.Panic); !ok || p.String() != "no vertex 7" || !strings.Contains(string(p.Stack), "parallel_test.go") {
			t.Errorf("recovered %v", p)
		}
	}()
	_ = parallel.Until(t.Context(), func() { panic("no vertex 7") })
	t.Error("it did not panic")
}
