// Package pace looks at a context now and then, in loops whose steps are too short
// for a look each.
package pace

import "context"

// Pace counts the steps of some work. It is not safe for concurrent use.
type Pace struct {
	ctx   context.Context
	steps uint
	err   error
}

// often is how many steps pass between two looks.
const often = 1 << 12

// New returns a Pace for work that ends with a context.
func New(ctx context.Context) *Pace { return &Pace{ctx: ctx} }

// Over counts a step and says whether the work has to end: soon after the context
// does. A step costs a nanosecond.
func (p *Pace) Over() bool {
	if p.steps++; p.steps%often == 0 {
		p.look()
	}
	return p.err != nil
}

// OverAfter is Over for a step as long as n others.
func (p *Pace) OverAfter(n int) bool {
	if before := p.steps / often; (p.steps+uint(n))/often > before {
		p.look()
	}
	p.steps += uint(n)
	return p.err != nil
}

func (p *Pace) look() {
	if p.err == nil {
		p.err = p.ctx.Err()
	}
}

// Err returns nil, or the context's error once Over has said so.
func (p *Pace) Err() error { return p.err }
