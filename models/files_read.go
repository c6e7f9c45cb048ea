package models

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/internal/source"
)

// readSource reads one file whole, up to the limit of its format.
func readSource(files fs.FS, name, display string) (*source.File, error) {
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
	src.Data, err = io.ReadAll(io.LimitReader(f, formats.MaxBytes(name)+1))
	if err != nil {
		return nil, fileError(display, err)
	}
	whole := src.Data
	src.Data = bytes.TrimPrefix(whole, []byte("\ufeff"))
	src.Format, _ = formats.Of(name, src.Data)
	if limit := src.Format.MaxBytes; int64(len(whole)) > limit {
		return nil, &FileError{display, fmt.Sprintf("is larger than %d MiB%s", limit>>20, src.Format.Words.Larger)}
	}
	src.Sum = sha256.Sum256(whole)
	return src, nil
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
