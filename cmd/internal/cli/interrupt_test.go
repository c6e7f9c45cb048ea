package cli

import (
	"bytes"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/work/parallel"
)

// TestAPanicElsewhereEndsInTheSameMessage lets another goroutine panic: the user
// reads the same as of a panic in the main one.
func TestAPanicElsewhereEndsInTheSameMessage(t *testing.T) {
	t.Setenv("MEOKTONG_DEBUG", "1")
	for name, run := range map[string]func(work func()){
		"a worker":   func(work func()) { parallel.Run(2, func(int) { work() }) },
		"work aside": func(work func()) { _ = parallel.Until(t.Context(), work) },
	} {
		var b bytes.Buffer
		func() {
			defer func() { reportPanic(&b, recover()) }()
			run(func() { panic("index out of range") })
		}()
		for _, want := range []string{"meoktong: internal error: index out of range\n", "a defect of the program", "interrupt_test.go"} {
			if !strings.Contains(b.String(), want) {
				t.Errorf("of %s, %q is missing from\n%s", name, want, b.String())
			}
		}
	}
}
