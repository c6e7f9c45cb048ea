// Package wholefile writes files that appear whole or not at all: whoever reads
// the name finds what stood there before, or all that was written, on every system.
package wholefile

import (
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/robustio"
)

// ErrInUse says that a file cannot be replaced because another program has it
// open. Only Windows refuses that.
var ErrInUse = errors.New("another program has it open")

// File is a new file on its way to its name. It is written beside it, so that no
// file system lies between.
type File struct {
	*os.File
	name string
	done bool
}

// Create starts a file of that name, with the permissions of what stands there, or
// those of any new file. [File.Replace] gives it the name; [File.Drop] is to be
// deferred.
func Create(name string) (*File, error) {
	old, err := os.Lstat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return create(name, 0o644)
	case err != nil:
		return nil, err
	}
	f, err := create(name, old.Mode().Perm())
	if err != nil {
		return nil, err
	}
	if err := f.Chmod(old.Mode().Perm()); err != nil { // the umask does not apply to what is there
		f.Drop()
		return nil, err
	}
	return f, nil
}

// CreatePrivate starts a file that nobody but its owner may read, whatever stands
// there.
func CreatePrivate(name string) (*File, error) { return create(name, 0o600) }

// create makes a file with a name of its own. That is short, however long the name
// to come is.
func create(name string, perm fs.FileMode) (*File, error) {
	for {
		temp := filepath.Join(filepath.Dir(name), ".meoktong-"+strconv.FormatUint(rand.Uint64(), 36))
		f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, perm)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		return &File{File: f, name: name}, nil
	}
}

// Replace ends the writing and gives the file its name, in place of what stands
// there. What it wrote is on the disk before, since a file system may otherwise keep
// the new name and lose the content in a crash. Where somebody has the old file open
// and the system minds, it tries for two seconds; the error is [ErrInUse] then.
func (f *File) Replace() error {
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := Rename(f.File.Name(), f.name); err != nil {
		return err
	}
	f.done = true
	return nil
}

// Drop removes the file, unless it has its name.
func (f *File) Drop() {
	if f.done {
		return
	}
	f.Close() // it may be closed already
	os.Remove(f.File.Name())
}

// Rename gives a file or folder another name, as [File.Replace] does.
func Rename(from, to string) error {
	err := robustio.Rename(from, to)
	if err != nil && inUse(err) {
		return &os.LinkError{Op: "rename", Old: from, New: to, Err: ErrInUse}
	}
	return err
}
