package cli

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"
)

// interruptible returns a context that ends on Ctrl-C. What runs looks at it and
// ends by itself; a second Ctrl-C ends the program at once. Files appear whole or
// not at all in any case.
func interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// within runs work that looks at no context, as reading files does, and turns its
// back on it when the context ends: its size is bounded, and the program ends then.
// A panic of it is the caller's.
func within[T any](ctx context.Context, work func() (T, error)) (T, error) {
	type outcome struct {
		value T
		err   error
		panic any
	}
	done := make(chan outcome, 1)
	go func() {
		var o outcome
		defer func() {
			if p := recover(); p != nil {
				o.panic = workerPanic{p, debug.Stack()}
			}
			done <- o
		}()
		o.value, o.err = work()
	}()
	select {
	case o := <-done:
		if o.panic != nil {
			panic(o.panic)
		}
		return o.value, o.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// workerPanic is what work in another goroutine panicked with, and where.
type workerPanic struct {
	value any
	stack []byte
}

func (p workerPanic) String() string      { return fmt.Sprint(p.value) }
func (p workerPanic) WorkerStack() []byte { return p.stack }
