package models

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
)

// StandardInput is the path that stands for the standard input.
const StandardInput = "-"

// stdinName is what places in the standard input are called by.
const stdinName = "stdin"

// origins are where a model's files come from: one file or folder, or several that
// make one model.
type origins []*origin

// resolveAll finds out what the paths of a request mean. One that stands there twice is
// a *NameError.
func (r *Request) resolveAll() (origins, error) {
	var out origins
	paths := append([]string{r.Path}, r.More...)
	for i, path := range paths {
		if slices.Contains(paths[:i], path) {
			out.close()
			return nil, &NameError{fmt.Sprintf("%s is given twice", quotePath(path)), ""}
		}
		from, err := resolveOrRead(path, r.Stdin)
		if err != nil {
			out.close()
			return nil, err
		}
		out = append(out, from)
	}
	return out, nil
}

func resolveOrRead(path string, stdin io.Reader) (*origin, error) {
	if path != StandardInput {
		return resolve(path)
	}
	if stdin == nil {
		return nil, &FileError{stdinName, "is not read here"}
	}
	from := &origin{root: stdinName, note: "the standard input", stdin: stdin, close: func() error { return nil }}
	return from, nil
}

func (o origins) close() {
	for _, from := range o {
		from.close() // nothing was written
	}
}

// note says in words where the model comes from.
func (o origins) note() string {
	words := make([]string, len(o))
	for i, from := range o {
		words[i] = from.note
	}
	return strings.Join(words, " and ")
}

// base returns the files of all, in the order of their paths. Two that say the same are
// a *NameError: one file may go by two names.
func (o origins) base(ctx context.Context) ([]*source.File, error) {
	var out []*source.File
	for _, from := range o {
		files, err := from.base(ctx)
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			if twin := sameBytes(out, f); twin != nil && len(f.Data) > 0 {
				return nil, &NameError{fmt.Sprintf("%s is given twice", quotePath(f.Name)), "it says the same as " + twin.Name}
			}
		}
		out = append(out, files...)
	}
	return out, nil
}

// overlay returns the file that --with names: a path, or a variant of the first folder
// that has it.
func (o origins) overlay(ctx context.Context, name string) (*source.File, error) {
	var first error
	for _, from := range o {
		src, err := from.overlay(ctx, name)
		var unknown *NameError
		if err == nil || !errors.As(err, &unknown) {
			return src, err
		}
		if first == nil || strings.Contains(unknown.Hint, "mean") {
			first = err
		}
	}
	return nil, first
}

// passedOver returns the files of folders that are no part of the model.
func (o origins) passedOver() []string {
	var out []string
	for _, from := range o {
		out = append(out, from.others...)
	}
	return out
}
