package cli

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

func TestWithinEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	release := make(chan struct{})
	defer close(release)
	started := make(chan struct{})
	go func() { <-started; cancel() }()
	_, err := within(ctx, func() (int, error) { close(started); <-release; return 1, nil })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("it ended with %v", err)
	}
}

func TestWithinHandsOnWhatItsWorkReturns(t *testing.T) {
	failed := errors.New("no such file")
	if x, err := within(t.Context(), func() (int, error) { return 3, failed }); x != 3 || !errors.Is(err, failed) {
		t.Errorf("%d, %v", x, err)
	}
}

// TestAPanicElsewhereEndsInTheSameMessage lets another goroutine panic: the user
// reads the same as of a panic in the main one.
func TestAPanicElsewhereEndsInTheSameMessage(t *testing.T) {
	t.Setenv("MEOKTONG_DEBUG", "1")
	var b bytes.Buffer
	func() {
		defer func() { reportPanic(&b, recover()) }()
		_, _ = within(t.Context(), func() (int, error) { panic("index out of range") })
	}()
	for _, want := range []string{"meoktong: internal error: index out of range\n", "a defect of the program", "interrupt_test.go"} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%q is missing from\n%s", want, b.String())
		}
	}
}
