package layout

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"
	"time"
)

const (
	maxOutput    = 64 << 20 // bytes of a worker's answer
	maxComplaint = 4 << 10  // bytes of a worker's stderr
	killPatience = 2 * time.Second
)

// askWorker has a new process lay out a graph in several ways, and returns its answers,
// one after another.
func askWorker(ctx context.Context, ways [][]byte, deadline time.Duration) ([]byte, error) {
	if os.Getenv(workerVariable) != "" {
		return nil, errors.New("layout: a worker cannot start a worker; RunWorkerIfAsked must come first in main")
	}
	self, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	timed, cancel := context.WithTimeout(ctx, deadline)
	defer cancel()
	cmd := exec.CommandContext(timed, self)
	cmd.Env = append(os.Environ(), workerVariable+"=1")
	cmd.WaitDelay = killPatience
	out := &boundedBuffer{limit: maxOutput, full: cancel}
	complaint := &boundedBuffer{limit: maxComplaint}
	cmd.Stdout, cmd.Stderr = out, complaint
	stdin, err := cmd.StdinPipe() // closed by Wait, see work
	if err != nil {
		return nil, fmt.Errorf("layout: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return nil, tooSlowOr(ctx, timed, fmt.Errorf("layout: %w", err))
	}
	// A worker that dies while it is written to says why on stderr.
	for _, dot := range ways {
		_, _ = fmt.Fprintf(stdin, "%d\n%s", len(dot), dot)
	}
	_, _ = fmt.Fprint(stdin, "0\n")
	if err := cmd.Wait(); err != nil {
		return nil, tooSlowOr(ctx, timed, complain(err, out, complaint))
	}
	return out.data.Bytes(), nil
}

// tooSlowOr tells the deadline and the caller's own cancellation from err.
func tooSlowOr(ctx, timed context.Context, err error) error {
	switch {
	case errors.Is(ctx.Err(), context.Canceled):
		return ctx.Err()
	case errors.Is(timed.Err(), context.DeadlineExceeded):
		return ErrTooSlow
	}
	return err
}

// complain describes a worker's failure.
func complain(err error, out, complaint *boundedBuffer) error {
	if out.over {
		return fmt.Errorf("layout: the worker's answer is over %d bytes", maxOutput)
	}
	if ranOutOfMemory(complaint.data.String()) {
		return ErrTooMuchMemory
	}
	said := strings.TrimSpace(strings.ToValidUTF8(complaint.data.String(), "?"))
	if first, _, more := strings.Cut(said, "\n"); more {
		said = first
	}
	if said == "" {
		return fmt.Errorf("layout: the worker failed: %w", err)
	}
	return fmt.Errorf("layout: the worker failed: %w: %s", err, said)
}

// ranOutOfMemory recognises what Go, cgo, Graphviz and the race detector say when
// they do.
func ranOutOfMemory(complaint string) bool {
	return slices.ContainsFunc([]string{"out of memory", "cannot allocate memory", "failed to allocate", "pthread_create failed"},
		func(s string) bool { return strings.Contains(complaint, s) })
}

// boundedBuffer keeps the first bytes that are written to it.
type boundedBuffer struct {
	data  bytes.Buffer
	limit int
	over  bool
	full  func() // called when there is more, if set
}

// Write implements io.Writer and never fails, so that the writer is not stuck.
func (b *boundedBuffer) Write(p []byte) (int, error) {
	room := min(b.limit-b.data.Len(), len(p))
	b.data.Write(p[:room])
	if room < len(p) {
		b.over = true
		if b.full != nil {
			b.full()
		}
	}
	return len(p), nil
}

var _ io.Writer = (*boundedBuffer)(nil)
