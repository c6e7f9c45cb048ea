// Package parallel runs work in other goroutines. A panic in one of them becomes
// a panic of the caller, which may recover it: left alone it would end the program
// with a stack trace, whatever the caller does.
package parallel

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// Panic is what callers panic with: what a worker panicked with, and where.
type Panic struct {
	Value any
	Stack []byte // of the worker
}

func (p Panic) String() string { return fmt.Sprint(p.Value) }

// WorkerStack returns the stack of the worker that panicked.
func (p Panic) WorkerStack() []byte { return p.Stack }

// Run calls work n times at once, with 0 to n-1, and returns when all have ended.
// Where some panic, it panics with a Panic of the first.
func Run(n int, work func(worker int)) {
	RunContext(context.Background(), n, func(_ context.Context, worker int) { work(worker) })
}

// RunContext is Run for work that stops when its context ends. The one that it
// hands on also ends as soon as a worker panics, so that the others need not go on
// to their end.
func RunContext(ctx context.Context, n int, work func(ctx context.Context, worker int)) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wait sync.WaitGroup
	var once sync.Once
	var first *Panic
	for i := range n {
		wait.Go(func() {
			if p := caught(func() { work(ctx, i) }); p != nil {
				once.Do(func() { first = p })
				stop()
			}
		})
	}
	wait.Wait()
	if first != nil {
		panic(*first)
	}
}

// Until runs work that looks at no context, as libraries that parse do, and returns
// nil when it has ended. When the context ends before, it turns its back on the work,
// which must touch nothing that others do, and returns the context's error: so the
// size of the work should be bounded. Where the work panics, so does it, with a Panic.
func Until(ctx context.Context, work func()) error {
	if ctx.Done() == nil { // it never ends
		work()
		return nil
	}
	done := make(chan *Panic, 1)
	go func() { done <- caught(work) }()
	select {
	case p := <-done:
		if p != nil {
			panic(*p)
		}
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// caught runs work and returns what it panics with, or nil.
func caught(work func()) (p *Panic) {
	defer func() {
		if x := recover(); x != nil {
			p = &Panic{x, debug.Stack()}
		}
	}()
	work()
	return nil
}
