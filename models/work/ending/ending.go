// Package ending tests that work ends soon after its context.
package ending

import (
	"context"
	"sync"
)

// Context ends when it is looked at for the n-th time. It serves tests: with every
// n, work is ended wherever it looks.
type Context struct {
	context.Context
	mu   sync.Mutex
	left int
	done chan struct{}
}

// At returns a context that ends at the n-th look, from 1.
func At(n int) *Context {
	return &Context{Context: context.Background(), left: n, done: make(chan struct{})}
}

// Done is closed when the context ends.
func (c *Context) Done() <-chan struct{} { return c.done }

// Err looks.
func (c *Context) Err() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.left--; c.left == 0 {
		close(c.done)
	}
	if c.left <= 0 {
		return context.Canceled
	}
	return nil
}

// Ended says whether it has.
func (c *Context) Ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.left <= 0
}
