package models

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/plain"
)

// readSource reads one file whole, up to the limit of its format.
func readSource(ctx context.Context, files fs.FS, name, display string) (*source.File, error) {
	src := &source.File{Name: display, Label: name}
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
	whole, sum, err := readAll(ctx, f, min(info.Size(), formats.MaxBytes(name)), formats.MaxBytes(name)+1)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, fileError(display, err)
	}
	src.Data, src.Sum = plain.UTF8(whole), sum
	src.Format, _ = formats.Of(name, src.Data)
	if src.Format.Decode != nil {
		src.Data = src.Format.Decode(src.Data)
	}
	src.Data = plain.Normal(src.Data)
	if limit := src.Format.MaxBytes; int64(len(whole)) > limit {
		return nil, &FileError{display, fmt.Sprintf("is larger than %d MiB%s", limit>>20, src.Format.Words.Larger)}
	}
	return src, nil
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
