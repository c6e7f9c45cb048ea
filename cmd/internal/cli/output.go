package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/google/renameio/v2"
)

// write sends what f writes to where the user wants it: stdout for no -o or for
// "-", else a file, which appears whole or not at all. What is no file of its
// own (a device, a pipe) is written to, never replaced; a link stays a link.
func (a *app) write(f func(w io.Writer) error) error {
	name := a.flags.output
	if name == "" || name == "-" {
		return wrapWrite("stdout", f(a.out))
	}
	target, special, err := resolveOutput(name)
	switch {
	case err != nil:
		return err
	case a.isModel(target):
		return usagef("-o %s would replace the model that was asked", name)
	case special:
		err = writeThrough(target, f)
	default:
		err = writeWhole(target, f)
	}
	if err == nil {
		a.note("written to %s", name)
	}
	return wrapWrite(name, err)
}

// isModel says whether an answer would replace what was read: a file, one in its
// folder, or the model that is taken where none is named.
func (a *app) isModel(target string) bool {
	out, err := os.Stat(target)
	if err != nil {
		return false
	}
	for _, name := range append(a.read, "meoktong.toml") {
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

// resolveOutput follows links and says what stands there. special is a device
// or a pipe.
func resolveOutput(name string) (target string, special bool, err error) {
	info, err := os.Stat(name)
	if err != nil { // nothing there, or a link to nothing: writing will say
		return name, false, nil
	}
	if target, err = filepath.EvalSymlinks(name); err != nil {
		return "", false, cannotWrite(name, err)
	}
	switch mode := info.Mode(); {
	case mode.IsDir():
		return "", false, fmt.Errorf("%s cannot be written: it is a folder", name)
	case !mode.IsRegular():
		return target, true, nil
	case mode.Perm()&0o222 == 0:
		return "", false, fmt.Errorf("%s cannot be written: it is read-only", name)
	}
	return target, false, nil
}

func writeThrough(name string, f func(w io.Writer) error) error {
	file, err := os.OpenFile(name, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	return errors.Join(f(file), file.Close())
}

func writeWhole(name string, f func(w io.Writer) error) error {
	pending, err := renameio.NewPendingFile(name, renameio.WithPermissions(0o644), renameio.WithExistingPermissions())
	if err != nil {
		return err
	}
	defer pending.Cleanup()
	if err := f(pending); err != nil {
		return err
	}
	return pending.CloseAtomicallyReplace()
}

// wrapWrite turns a failed write into a message for people. Other errors pass.
func wrapWrite(name string, err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	if errors.As(err, &pe) || errors.As(err, &le) || errors.Is(err, syscall.EPIPE) {
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
	case errors.As(err, &no):
		why = no.Error()
	}
	return fmt.Errorf("%s cannot be written: %s", name, why)
}
