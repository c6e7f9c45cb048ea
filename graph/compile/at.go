package compile

import (
	"context"
	"time"
)

// At returns the graph of the model with the facts by date that held on a date, as
// [models.Model.At] takes it; it is c itself where these are the same as in c. The error
// is that of At, of Compile, whose cost it has, or the context's.
func At(ctx context.Context, c *Compiled, date string) (*Compiled, error) {
	m, err := c.Model.AtContext(ctx, date)
	if err != nil || m == c.Model {
		return c, err
	}
	if m.SameFacts(c.Model) {
		out := *c
		out.Model = m
		return &out, nil
	}
	out, err := CompileContext(ctx, m)
	if err != nil {
		return nil, err
	}
	return out.As(c), nil
}

// OnDay is At for the day of a moment by its own offset; the zero time leaves all as it
// is.
func OnDay(ctx context.Context, c *Compiled, moment time.Time) (*Compiled, error) {
	if moment.IsZero() {
		return c, nil
	}
	return At(ctx, c, moment.Format(time.DateOnly))
}
