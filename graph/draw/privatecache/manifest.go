package privatecache

import (
	"bytes"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"
)

const (
	manifestName     = "manifest"
	manifestHeader   = "meoktong layout cache 1"
	manifestLimit    = 64 << 10 // bytes; a real one has a few hundred
	maxFiles         = 8        // one for each version in use; beyond that, start afresh
	generationPrefix = "gen-"
)

var errDamaged = errors.New("cache does not match its manifest")

// castagnoli is the polynomial that processors compute themselves. The sum
// guards against damage, for which 32 bits do; that nobody plants a file with a
// matching sum is the folder's permissions' job, as it is for the manifest.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// manifest lists the files of a generation.
type manifest struct {
	generation string
	files      map[string]stamp // by path inside the generation, with slashes
}

// stamp is what a file must look like.
type stamp struct {
	sum  uint32
	size int64
}

// published returns the manifest in force, if its generation is as it says.
func published(root string) (manifest, bool) {
	m, err := readManifest(root)
	if err != nil || len(m.files) > maxFiles {
		return manifest{}, false
	}
	found, err := takeStock(root, m.generation)
	if err != nil || !sameFiles(m.files, found.files) {
		return manifest{}, false
	}
	return m, true
}

// sameFiles reports whether two lists agree. A file that is not listed counts
// as damage: nobody has vouched for it.
func sameFiles(a, b map[string]stamp) bool {
	if len(a) != len(b) {
		return false
	}
	for path, s := range a {
		if t, ok := b[path]; !ok || t != s {
			return false
		}
	}
	return true
}

// takeStock reads every file of a generation.
func takeStock(root, generation string) (manifest, error) {
	m := manifest{generation: generation, files: map[string]stamp{}}
	err := eachFile(root, generation, func(rel, path string) error {
		s, err := stampOf(path)
		m.files[rel] = s
		return err
	})
	return m, err
}

// hasGrown reports whether a generation has files that are not listed.
func hasGrown(root string, m manifest) bool {
	grown := false
	err := eachFile(root, m.generation, func(rel, _ string) error {
		_, listed := m.files[rel]
		grown = grown || !listed
		return nil
	})
	return err == nil && grown
}

// eachFile visits the files of a generation, and fails on anything else in it.
func eachFile(root, generation string, visit func(rel, path string) error) error {
	dir := filepath.Join(root, generation)
	return filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		// wazero writes under a temporary name first and never reads that.
		if strings.HasSuffix(path, ".tmp") {
			return nil
		}
		if !e.Type().IsRegular() {
			return errDamaged
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		return visit(filepath.ToSlash(rel), path)
	})
}

// stampOf reads one file.
func stampOf(path string) (stamp, error) {
	f, err := openOurs(path)
	if err != nil {
		return stamp{}, err
	}
	defer f.Close()
	h := crc32.New(castagnoli)
	n, err := io.CopyBuffer(onlyWriter{h}, onlyReader{f}, make([]byte, 128<<10))
	return stamp{sum: h.Sum32(), size: n}, err
}

// openOurs opens a file of ours for reading. What is no file is not even opened:
// a pipe would wait for its writer, for ever.
func openOurs(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || !ownedByUs(info) {
		return nil, errNotPrivate
	}
	return os.Open(path)
}

// onlyWriter and onlyReader hide the shortcuts of what they hold, so that
// io.CopyBuffer uses the buffer that it is given.
type onlyWriter struct{ io.Writer }
type onlyReader struct{ io.Reader }

// readManifest parses the manifest of root.
func readManifest(root string) (manifest, error) {
	f, err := openOurs(filepath.Join(root, manifestName))
	if err != nil {
		return manifest{}, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, manifestLimit))
	if err != nil {
		return manifest{}, err
	}
	lines := strings.Split(string(data), "\n")
	// The last line tells a whole manifest from a cut one.
	if len(lines) < 4 || lines[0] != manifestHeader || lines[len(lines)-2] != "end" {
		return manifest{}, errDamaged
	}
	m := manifest{generation: lines[1], files: map[string]stamp{}}
	if !strings.HasPrefix(m.generation, generationPrefix) || filepath.Base(m.generation) != m.generation {
		return manifest{}, errDamaged
	}
	for _, line := range lines[2 : len(lines)-2] {
		var s stamp
		var path string
		if _, err := fmt.Sscanf(line, "%08x %d %s", &s.sum, &s.size, &path); err != nil {
			return manifest{}, errDamaged
		}
		m.files[path] = s
	}
	return m, nil
}

// write puts the manifest into force, whole or not at all.
func (m manifest) write(root string) error {
	paths := make([]string, 0, len(m.files))
	for p := range m.files {
		paths = append(paths, p)
	}
	sort.Strings(paths)
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n%s\n", manifestHeader, m.generation)
	for _, p := range paths {
		fmt.Fprintf(&b, "%08x %d %s\n", m.files[p].sum, m.files[p].size, p)
	}
	b.WriteString("end\n")
	f, err := os.CreateTemp(root, manifestName+".*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(f.Name(), filepath.Join(root, manifestName))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
