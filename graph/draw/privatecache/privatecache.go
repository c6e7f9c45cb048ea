// Package privatecache gives go-graphviz a compilation cache that nobody else
// can write to.
//
// go-graphviz compiles its WebAssembly in a package init, and keeps the machine
// code in os.TempDir()/go-graphviz: a predictable folder in a place that
// everybody may write to. What lies there is executed, and a damaged file there
// makes that init panic, in every command of every program that links it.
//
// This package is initialised earlier. It points the temporary folder of the
// process to a private one, with the cache in it checked against a manifest;
// [Restore], called as soon as go-graphviz is up, puts everything back.
//
// # Order of initialisation
//
// Go initialises packages in the order of their import paths, each as soon as
// everything that it imports is initialised. This package imports nothing but
// parts of the standard library that github.com/tetratelabs/wazero needs too,
// and its path sorts before wazero's; go-graphviz waits for wazero. A test
// keeps the imports so.
//
// # Several processes at once
//
// The cache in use (a generation) is named by a manifest that lists its files. A
// process that finds none, or one that fails its check, builds its own in a new
// folder and publishes it by renaming a manifest into place. So nobody sees a
// half-written cache, and nobody removes what another is reading: generations
// out of use go only after graceTime. Another version of go-graphviz adds a file
// of its own to the generation, and to the manifest.
package privatecache

import (
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// nowhere is a place in which no folder can be made: go-graphviz then goes
// without a cache, which costs most of a second and risks nothing.
var nowhere = filepath.Join(os.DevNull, "no-cache")

// current is this process's use of the cache. It is state, and it is global:
// an init function can hand what it did to a later call in no other way.
var current session

func init() {
	current.begin()
}

// Restore puts the environment back as it was, and publishes the cache if this
// process has just built it. Package layout calls it as soon as go-graphviz is
// initialised. Further calls do nothing.
func Restore() {
	current.once.Do(current.end)
}

// session is one process's use of the cache.
type session struct {
	once       sync.Once
	before     string // value of the variable before begin
	wasSet     bool
	root       string // the private folder, empty if there is none
	generation string // name of the folder in root that is in use
	checked    manifest
}

// variable names the environment variable that os.TempDir reads.
func variable() string {
	if runtime.GOOS == "windows" {
		return "TMP"
	}
	return "TMPDIR"
}

// begin chooses a cache folder and points the process to it.
func (s *session) begin() {
	s.before, s.wasSet = os.LookupEnv(variable())
	os.Setenv(variable(), s.choose())
}

// choose returns the folder to use: the published generation, else a new one,
// else nowhere.
func (s *session) choose() string {
	root, err := privateRoot()
	if err != nil {
		return nowhere
	}
	if m, ok := published(root); ok {
		s.root, s.generation, s.checked = root, m.generation, m
		return filepath.Join(root, m.generation)
	}
	dir, err := newGeneration(root)
	if err != nil {
		return nowhere
	}
	s.root, s.generation = root, filepath.Base(dir)
	return dir
}

// end undoes begin, and keeps what was built in between.
func (s *session) end() {
	if s.wasSet {
		os.Setenv(variable(), s.before)
	} else {
		os.Unsetenv(variable())
	}
	if s.root == "" {
		return
	}
	switch {
	case s.checked.generation == "":
		s.publish()
	case hasGrown(s.root, s.checked):
		s.amend()
	}
	collect(s.root)
}

// amend lists what was added to the published generation. What was checked at
// the start stays listed as it was checked.
func (s *session) amend() {
	m, err := takeStock(s.root, s.generation)
	if err != nil {
		return
	}
	for path, stamp := range s.checked.files {
		m.files[path] = stamp
	}
	_ = m.write(s.root)
}

// publish makes the generation that this process has built the one to use,
// unless another process was faster. An error costs only the next start's time.
func (s *session) publish() {
	own := filepath.Join(s.root, s.generation)
	if _, ok := published(s.root); ok {
		os.RemoveAll(own)
		return
	}
	m, err := takeStock(s.root, s.generation)
	if err != nil || len(m.files) == 0 {
		os.RemoveAll(own)
		return
	}
	retire(s.root)
	if m.write(s.root) != nil {
		os.RemoveAll(own)
	}
}
