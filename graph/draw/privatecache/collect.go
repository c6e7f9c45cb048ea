package privatecache

import (
	"os"
	"path/filepath"
	"strings"
	"time"
)

// graceTime is how long a generation out of use stays: far longer than any
// process takes from choosing it to having read it.
const graceTime = time.Hour

// retire starts the grace time of the generation that is about to be replaced.
func retire(root string) {
	if m, err := readManifest(root); err == nil {
		now := time.Now()
		os.Chtimes(filepath.Join(root, m.generation), now, now)
	}
}

// collect removes what has been out of use for longer than the grace time: old
// generations, and temporary files of processes that were killed.
func collect(root string) {
	entries, err := os.ReadDir(root)
	if err != nil || len(entries) <= 2 { // the manifest and its generation
		return
	}
	m, err := readManifest(root)
	if err != nil {
		return
	}
	for _, e := range entries {
		name := e.Name()
		if name == m.generation || name == manifestName || !isOurs(name) {
			continue
		}
		if info, err := e.Info(); err == nil && time.Since(info.ModTime()) > graceTime {
			os.RemoveAll(filepath.Join(root, name))
		}
	}
}

// isOurs reports whether this package makes files of that name.
func isOurs(name string) bool {
	return strings.HasPrefix(name, generationPrefix) || strings.HasPrefix(name, manifestName+".")
}
