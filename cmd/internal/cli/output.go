package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/meoktong/meoktong/cmd/internal/wholefile"
)

// write sends what f writes to where the user wants it: stdout for no -o or for
// "-", else a file, which appears whole or not at all. What is no file of its
// own (a device, a pipe, an open descriptor) is written to, never replaced; a
// link stays a link.
func (r *run) write(f func(w io.Writer) error) error {
	name := r.output
	if name == "" || name == "-" || name == "/dev/stdout" {
		return wrapWrite("stdout", f(r.out))
	}
	target, kind, err := resolveOutput(name)
	switch {
	case err != nil:
		return err
	case r.isModel(target):
		return usagef("-o %s would replace the model that was asked", name)
	case kind == ordinary:
		err = writeWhole(target, wholefile.Create, f)
	default:
		err = writeThrough(target, kind, f)
	}
	if err == nil {
		r.note("written to %s", name)
	}
	return wrapWrite(name, err)
}

// isModel says whether an answer would replace what was read: a file, one in its
// folder, or the model that is taken where none is named.
func (r *run) isModel(target string) bool {
	out, err := os.Stat(target)
	if err != nil {
		return false
	}
	for _, name := range append(r.read, "meoktong.toml") {
		in, err := os.Stat(name)
		if err != nil {
			continue
		}
		folder, inFolder := os.Stat(filepath.Dir(target))
		if os.SameFile(in, out) || filepath.Ext(target) == ".toml" && inFolder == nil && os.SameFile(in, folder) {
			return true
		}
	}
	return false
}

// outputKind is what stands where -o points.
type outputKind uint8

const (
	ordinary outputKind = iota // a file, or nothing yet
	special                    // a device, or an open descriptor
	pipe
)

// resolveOutput follows links to files and says what stands there. Of what is no
// file the name is kept: a link to an open pipe leads to no other name.
func resolveOutput(name string) (target string, kind outputKind, err error) {
	info, err := os.Stat(name)
	if err != nil { // nothing there, or a link to nothing: writing will say
		return name, ordinary, nil
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return "", ordinary, fmt.Errorf("%s cannot be written: it is a folder", name)
	case mode&fs.ModeSocket != 0:
		return "", ordinary, fmt.Errorf("%s cannot be written: it is a socket", name)
	case mode&fs.ModeNamedPipe != 0:
		return name, pipe, nil
	case !mode.IsRegular() || isDescriptor(name):
		return name, special, nil
	case mode.Perm()&0o222 == 0:
		return "", ordinary, fmt.Errorf("%s cannot be written: it is read-only", name)
	}
	if target, err = filepath.EvalSymlinks(name); err != nil {
		return "", ordinary, cannotWrite(name, err)
	}
	return target, ordinary, nil
}

// isDescriptor reports whether a name stands for what the shell has opened.
func isDescriptor(name string) bool {
	return name == "/dev/stderr" || strings.HasPrefix(name, "/dev/fd/")
}

// writeThrough writes behind what is there already.
func writeThrough(name string, kind outputKind, f func(w io.Writer) error) error {
	open := openThrough
	if kind == pipe {
		open = openPipe
	}
	file, err := open(name)
	if err != nil {
		return err
	}
	return errors.Join(f(file), file.Close())
}

func openThrough(name string) (*os.File, error) {
	return os.OpenFile(name, os.O_WRONLY|os.O_APPEND, 0)
}

// readerPatience is how long a pipe's reader, which may be started together with
// this program, has to appear.
const readerPatience = 2 * time.Second

// openPipe opens a pipe that somebody reads, and waits no longer than
// readerPatience for it.
func openPipe(name string) (*os.File, error) {
	for end := time.Now().Add(readerPatience); ; time.Sleep(10 * time.Millisecond) {
		file, err := os.OpenFile(name, os.O_WRONLY|syscall.O_NONBLOCK, 0)
		switch {
		case !errors.Is(err, syscall.ENXIO):
			return file, err
		case time.Now().After(end):
			return nil, fmt.Errorf("nobody reads %s: it is a pipe", name)
		}
	}
}

// writeWhole writes a file whole or not at all.
func writeWhole(name string, create func(string) (*wholefile.File, error), f func(w io.Writer) error) error {
	file, err := create(name)
	if err != nil {
		return err
	}
	defer file.Drop()
	if err := f(file); err != nil {
		return err
	}
	return file.Replace()
}

// wrapWrite turns a failed write into a message for people. Other errors pass.
func wrapWrite(name string, err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	if errors.As(err, &pe) || errors.As(err, &le) || isBrokenPipe(err) {
		return cannotWrite(name, err)
	}
	return err
}

// cannotWrite turns an operating system's error into a message for people.
func cannotWrite(name string, err error) error {
	var no syscall.Errno
	why := "the system refuses it"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		why = "there is no such folder"
	case errors.Is(err, fs.ErrPermission):
		why = "permission denied"
	case errors.Is(err, wholefile.ErrInUse):
		why = wholefile.ErrInUse.Error()
	case isBrokenPipe(err):
		why = "nobody reads it any more"
	case errors.As(err, &no):
		why = no.Error()
	}
	return fmt.Errorf("%s cannot be written: %s", name, why)
}
