package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/meoktong/meoktong/cmd/internal/wholefile"
)

// folderFile is one file of a folder that a command writes.
type folderFile struct {
	name  string
	write func(w io.Writer) error
}

// checkFolder says before any work is done that files cannot be written into a
// folder: it is none, or something that is no file has the name of one.
func checkFolder(folder string, names ...string) error {
	info, err := os.Stat(folder)
	switch {
	case os.IsNotExist(err):
		return nil
	case err != nil:
		return cannotWrite(folder, err)
	case !info.IsDir():
		return fmt.Errorf("%s cannot be written: there is a file of that name, and review writes a folder", folder)
	}
	for _, name := range names {
		info, err := os.Lstat(filepath.Join(folder, name))
		switch {
		case os.IsNotExist(err):
		case err != nil:
			return cannotWrite(inFolder(folder, name), err)
		case !info.Mode().IsRegular():
			return fmt.Errorf("%s is in the way: it is no file that review could replace", inFolder(folder, name))
		case info.Mode().Perm()&0o222 == 0:
			return fmt.Errorf("%s cannot be written: it is read-only", inFolder(folder, name))
		}
	}
	return nil
}

// inFolder names a file of a folder as the user named that.
func inFolder(folder, name string) string {
	if os.IsPathSeparator(folder[len(folder)-1]) {
		return folder + name
	}
	return folder + "/" + name
}

// writeFolder writes files into a folder, which it makes where there is none. A
// new folder appears with all of them, or not at all; in one that is there, no file
// is replaced before all are written.
func (r *run) writeFolder(folder string, files []folderFile) error {
	var names []string
	for _, f := range files {
		names = append(names, f.name)
	}
	if err := checkFolder(folder, names...); err != nil {
		return err
	}
	write := replaceFiles
	if _, err := os.Stat(folder); os.IsNotExist(err) {
		write = newFolder
	}
	if err := write(folder, files); err != nil {
		return wrapWrite(folder, err)
	}
	r.note("written to %s: %s", folder, strings.Join(names, ", "))
	return nil
}

// newFolder writes files into a folder beside the new one, and then renames it.
func newFolder(folder string, files []folderFile) error {
	folder = filepath.Clean(folder)
	temp, err := os.MkdirTemp(filepath.Dir(folder), "."+filepath.Base(folder)+"-*")
	if err != nil {
		return err
	}
	defer os.RemoveAll(temp) // nothing is left of it once it is renamed
	if err := replaceFiles(temp, files); err != nil {
		return err
	}
	if err := os.Chmod(temp, 0o755); err != nil {
		return err
	}
	return wholefile.Rename(temp, folder)
}

// replaceFiles writes all files beside those that they replace, and only then
// replaces them.
func replaceFiles(folder string, files []folderFile) error {
	var pending []*wholefile.File
	for _, f := range files {
		file, err := wholefile.Create(filepath.Join(folder, f.name))
		if err != nil {
			return err
		}
		defer file.Drop()
		if err := f.write(file); err != nil {
			return err
		}
		pending = append(pending, file)
	}
	for _, file := range pending {
		if err := file.Replace(); err != nil {
			return err
		}
	}
	return nil
}
