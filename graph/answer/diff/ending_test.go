package diff_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/ending"
)

// TestAskEndsWithItsContext ends it while it compares what two models say, which
// takes some looks.
func TestAskEndsWithItsContext(t *testing.T) {
	var b bytes.Buffer
	if err := large.Write(&b, 1000, 1); err != nil {
		t.Fatal(err)
	}
	m, err := models.LoadFS(fstest.MapFS{"m.jsonl": {Data: b.Bytes()}}, "m.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; n < 60; n += 1 + n/4 {
		ctx := ending.At(n)
		if d, err := diff.Ask(ctx, c, c, diff.Question{After: m.Horizon}); d != nil && ctx.Ended() || !errors.Is(err, context.Canceled) {
			t.Errorf("ended at look %d, it says %v, with an answer: %t", n, err, d != nil)
		}
	}
}
