package pace_test

import (
	"context"
	"errors"
	"testing"

	"github.com/meoktong/meoktong/models/work/pace"
)

func TestOver(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	p := pace.New(ctx)
	for range 100_000 {
		if p.Over() || p.Err() != nil {
			t.Fatal("over before its time")
		}
	}
	cancel()
	steps := 0
	for ; !p.Over(); steps++ {
	}
	if steps > 10_000 || !errors.Is(p.Err(), context.Canceled) {
		t.Errorf("over after %d steps: %v", steps, p.Err())
	}
}
