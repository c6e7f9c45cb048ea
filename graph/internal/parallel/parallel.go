// Package parallel runs work in several goroutines. A panic in one of them becomes
// a panic of the caller, which may recover it: left alone it would end the program
// with a stack trace, whatever the caller does.
package parallel

import (
	"context"
	"fmt"
	"runtime/debug"
	"sync"
)

// Panic is what Run panics with: what a worker panicked with, and where.
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
			defer func() {
				if p := recover(); p != nil {
					once.Do(func() { first = &Panic{p, debug.Stack()} })
					stop()
				}
			}()
			work(ctx, i)
		})
	}
	wait.Wait()
	if first != nil {
		panic(*first)
	}
}
