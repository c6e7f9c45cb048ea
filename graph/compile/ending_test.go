package compile_test

import (
	"bytes"
	"context"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/large"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/ending"
)

// TestCompileEndsWithItsContext ends it wherever it looks at its context.
func TestCompileEndsWithItsContext(t *testing.T) {
	var b bytes.Buffer
	if err := large.Write(&b, 10_000, 1); err != nil {
		t.Fatal(err)
	}
	m, err := models.LoadFS(fstest.MapFS{"m.jsonl": {Data: b.Bytes()}}, "m.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	for n := 1; ; n += 1 + n/8 {
		ctx := ending.At(n)
		_, err := compile.CompileContext(ctx, m)
		if !ctx.Ended() {
			if err != nil || n < 12 {
				t.Errorf("it looked %d times, and says %v", n-1, err)
			}
			return
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("ended at look %d, it says %v", n, err)
		}
	}
}
