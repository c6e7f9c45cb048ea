package models

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/plain"
	"github.com/meoktong/meoktong/models/work/parallel"
)

// readSingle reads the one file of an origin, or the standard input. One that is nothing
// which a model can be is a *NameError.
func (o *origin) readSingle(ctx context.Context) (src *source.File, err error) {
	if o.stdin != nil {
		src, err = o.readStdin(ctx)
	} else {
		src, err = readFile(ctx, o.files, o.single, o.display(o.single), o.as)
	}
	if errors.Is(err, errNoFormat) {
		what := fmt.Sprintf("%s is no model file", quotePath(o.root))
		if o.stdin != nil {
			what = "the standard input is no model"
		}
		return nil, &NameError{what, "a model is " + formats.Files()}
	}
	return src, err
}

// readStdin reads the standard input. Who types it may never end.
func (o *origin) readStdin(ctx context.Context) (*source.File, error) {
	var src *source.File
	var err error
	if over := parallel.Until(ctx, func() { src, err = readFrom(ctx, o.stdin, 0, "", stdinName, o.as) }); over != nil {
		return nil, over
	}
	return src, err
}

// readSource reads one file whole, up to the limit of its format.
func readSource(ctx context.Context, files fs.FS, name, display string) (*source.File, error) {
	return readFile(ctx, files, name, display, nil)
}

func readFile(ctx context.Context, files fs.FS, name, display string, as *format.Format) (*source.File, error) {
	info, err := fs.Stat(files, name) // before opening it: a pipe would wait for its writer
	switch {
	case err != nil:
		return nil, fileError(display, err)
	case info.IsDir():
		return nil, &FileError{display, "is a folder"}
	case !info.Mode().IsRegular():
		return nil, &FileError{display, "is not an ordinary file"}
	}
	f, err := files.Open(name)
	if err != nil {
		return nil, fileError(display, err)
	}
	defer f.Close()
	return readFrom(ctx, f, info.Size(), name, display, as)
}

// errNoFormat is what has neither the ending nor the looks of a format.
var errNoFormat = errors.New("no format")

// headBytes is how much of a file is looked at to tell its format.
const headBytes = 64 << 10

// readFrom reads a file of that name, "" where it has none, probably so large, in the
// format that the user says, else in that of its ending, else in that which it looks like.
func readFrom(ctx context.Context, r io.Reader, size int64, name, display string, as *format.Format) (*source.File, error) {
	in := bufio.NewReaderSize(inPieces{ctx, r}, headBytes)
	head, _ := in.Peek(headBytes) // an error comes again
	f, known := formats.Of(name, plain.UTF8(head))
	if as != nil {
		f, known = *as, true
	}
	if !known {
		return nil, cmp.Or(ctx.Err(), errNoFormat)
	}
	whole, sum, err := readAll(ctx, in, min(size, f.MaxBytes), f.MaxBytes+1)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fileError(display, err)
	case int64(len(whole)) > f.MaxBytes:
		return nil, &FileError{display, fmt.Sprintf("is larger than %d MiB%s", f.MaxBytes>>20, f.Words.Larger)}
	}
	data := plain.UTF8(whole)
	if f.Decode != nil {
		if data, err = f.Decode(data); err != nil {
			return nil, &FileError{display, "cannot be read: " + err.Error()}
		}
	}
	return &source.File{Name: display, Label: cmp.Or(name, display), Format: f, Sum: sum, Data: plain.Normal(data)}, nil
}

// readAll reads up to so many bytes, probably as many as expected, and their sum.
func readAll(ctx context.Context, r io.Reader, expected, most int64) (data []byte, sum [sha256.Size]byte, err error) {
	var b bytes.Buffer
	b.Grow(int(expected) + bytes.MinRead)
	h := sha256.New()
	_, err = b.ReadFrom(io.TeeReader(inPieces{ctx, io.LimitReader(r, most)}, h))
	h.Sum(sum[:0])
	return b.Bytes(), sum, err
}

// inPieces reads no more at once than takes a moment, until its context ends.
type inPieces struct {
	ctx context.Context
	r   io.Reader
}

func (p inPieces) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.r.Read(b[:min(len(b), 1<<20)])
}

// fileError turns an operating system's error into a message for people.
func fileError(name string, err error) error {
	var fe *FileError
	if errors.As(err, &fe) {
		return err
	}
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &FileError{name, "there is no such file or folder"}
	case errors.Is(err, fs.ErrPermission):
		return &FileError{name, "may not be read: permission denied"}
	case strings.Contains(err.Error(), "path escapes"): // os has no value for it
		return &FileError{name, "is a link that leads out of its folder, and is not followed"}
	}
	return &FileError{name, "cannot be read: " + err.Error()}
}
