// Package check says whether a model is sound, and what is doubtful in it. Of a
// model whose shop needs one of two sites on one power line it warns that the line
// takes both.
package check

import (
	"context"
	"slices"

	"github.com/meoktong/meoktong/graph/answer/blackstart"
	"github.com/meoktong/meoktong/graph/answer/promises"
	"github.com/meoktong/meoktong/graph/answer/redundancy"
	"github.com/meoktong/meoktong/graph/answer/sustained"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is empty: a model is checked whole.
type Question struct{}

// Ask says what is doubtful in a model, which is sound since it was loaded: also
// redundancy that one failure takes whole, and what cannot start from black. Cost:
// that of the two, and of a pass over the model. The error is the context's.
func Ask(ctx context.Context, c *compile.Compiled, _ Question) (*result.Check, error) {
	out := &result.Check{Nodes: len(c.Model.Nodes)}
	for i := range c.Model.Nodes {
		out.Requirements += len(c.Model.Nodes[i].Needs)
	}
	var err error
	if out.FalseRedundancy, err = redundancy.Of(ctx, c); err != nil {
		return nil, err
	}
	if out.ColdStart, err = blackstart.Of(ctx, c); err != nil {
		return nil, err
	}
	if out.SelfSustained, err = sustained.Of(ctx, c); err != nil {
		return nil, err
	}
	kept, err := promises.Of(ctx, c)
	if err != nil {
		return nil, err
	}
	if kept.Services > 0 {
		out.Promises = kept
	}
	empty, err := vacuous(ctx, c)
	if err != nil {
		return nil, err
	}
	dark, err := untold(ctx, c)
	if err != nil {
		return nil, err
	}
	out.Problems = Problems(c.Model.Warnings(slices.Concat(noSupply(c), inhibitors(c), warnings(out), broken(kept), empty, dark, plainReachability(c.Model))...))
	return out, nil
}

// Invalid is the answer of a model that could not be loaded, with what is wrong
// with it. It cannot fail, and costs nothing.
func Invalid(problems models.Problems) *result.Check {
	return &result.Check{Problems: Problems(problems)}
}

// Problems turns a model's problems into those of a result.
func Problems(problems models.Problems) []result.Problem {
	out := make([]result.Problem, len(problems))
	for i, p := range problems {
		out[i] = result.Problem{Severity: result.Severity(p.Severity), Code: p.Code, File: p.File, Line: p.Line, Column: p.Column,
			Message: p.Message, Hint: p.Hint, Width: p.Width}
		out[i].Text, out[i].TextFrom = around(p.Text, p.Column)
	}
	return out
}

// longLine is how many characters of a line an answer has.
const longLine = 400

// around cuts a long line to what stands around a column, from 1, and says how
// many characters were cut in front. Lines of JSON may be megabytes long.
func around(line string, column int) (text string, from int) {
	if len(line) <= longLine {
		return line, 0
	}
	r := []rune(line)
	from = max(0, min(column-1, len(r))-longLine/2)
	return string(r[from:min(len(r), from+longLine)]), from
}
