package cli

import (
	"bytes"
	"io"
)

// again is a stream that can be read from its start more than once: a model from the
// standard input is asked with its overlays and without.
type again struct {
	from io.Reader
	read bytes.Buffer // so far
}

// reader returns a reader of the whole stream. It is of no use once another is asked for.
func (a *again) reader() io.Reader {
	return io.MultiReader(bytes.NewReader(a.read.Bytes()), io.TeeReader(a.from, &a.read))
}
