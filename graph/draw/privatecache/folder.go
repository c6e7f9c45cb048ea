package privatecache

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// errNotPrivate says that a folder could be somebody else's doing.
var errNotPrivate = errors.New("not a private folder")

// roomNeeded is what a new generation may take: four times what it took when
// this was written. go-graphviz panics on a full disk, so it is tried before.
const roomNeeded = 24 << 20

// privateRoot returns the folder that holds the generations, made if need be:
// a real folder, ours, open to nobody else.
func privateRoot() (string, error) {
	base, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(base, 0o700); err != nil {
		return "", err
	}
	if err := checkParent(base); err != nil {
		return "", err
	}
	root := filepath.Join(base, "meoktong")
	if err := makePrivate(root); err != nil {
		return "", err
	}
	root = filepath.Join(root, "layout-engine")
	return root, makePrivate(root)
}

// checkParent refuses a parent in which anybody may rename our folder away.
// A sticky one (like /tmp) protects what is ours.
func checkParent(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if permissionsMatter && info.Mode().Perm()&0o002 != 0 && info.Mode()&fs.ModeSticky == 0 {
		return errNotPrivate
	}
	return nil
}

// makePrivate makes dir, or checks that the one there is a real folder of ours
// and closes it to others. Where others could write, its content is dropped.
func makePrivate(dir string) error {
	if err := os.Mkdir(dir, 0o700); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	if !info.IsDir() || !ownedByUs(info) {
		return errNotPrivate
	}
	if !permissionsMatter || info.Mode().Perm() == 0o700 {
		return nil
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return err
	}
	if info.Mode().Perm()&0o022 != 0 {
		return empty(dir)
	}
	return nil
}

// empty removes everything in dir.
func empty(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

// newGeneration makes an empty folder for a cache, where there is room for one.
func newGeneration(root string) (string, error) {
	dir, err := os.MkdirTemp(root, generationPrefix)
	if err != nil {
		return "", err
	}
	if err := tryRoom(filepath.Join(dir, "room")); err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}

// tryRoom writes as much as a cache may need and removes it again.
func tryRoom(path string) error {
	defer os.Remove(path)
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	defer f.Close()
	block := make([]byte, 1<<20)
	for written := 0; written < roomNeeded; written += len(block) {
		if _, err := f.Write(block); err != nil {
			return err
		}
	}
	return nil
}
