// Package planted makes mistakes in copies of the program's files, one after another,
// and looks whether a test sees them. Nothing in the program knows of it: the compiler
// is told to read another file in place of one.
package planted

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/rounds"
)

// Mistake is a text in a file that is replaced by another.
type Mistake struct {
	What     string // in words; "": the file and what stands there then
	File     string // from the folder of the test, with slashes
	Old, New string // Old stands in the file once
}

// Seen builds the tests of the folder in which it is called anew with each mistake,
// runs those that a pattern names, with their usual rounds, and fails where they pass.
// It does so only with the long rounds, because each takes a build, and where there is
// a go command.
func Seen(t *testing.T, tests string, mistakes []Mistake) {
	t.Helper()
	see(t, tests, "0", mistakes)
}

// SeenAtLength is Seen of tests that are run with their long rounds, which see more.
func SeenAtLength(t *testing.T, tests string, mistakes []Mistake) {
	t.Helper()
	see(t, tests, "1", mistakes)
}

func see(t *testing.T, tests, long string, mistakes []Mistake) {
	t.Helper()
	if value := os.Getenv(rounds.Variable); value == "" || value == "0" {
		t.Skip("it builds the tests once for each of many mistakes; " + rounds.Variable + "=1 asks for it")
	}
	if _, err := exec.LookPath("go"); err != nil {
		t.Skip("there is no go command")
	}
	dir := t.TempDir()
	for _, m := range mistakes {
		t.Run(m.called(), func(t *testing.T) { seen(t, dir, tests, long, m) })
	}
}

// called returns the name of a mistake.
func (m Mistake) called() string {
	if m.What != "" {
		return m.What
	}
	return filepath.Base(m.File) + " " + m.New
}

func seen(t *testing.T, dir, tests, long string, m Mistake) {
	t.Helper()
	binary := filepath.Join(dir, "tests")
	build := exec.CommandContext(t.Context(), "go", "test", "-c", "-vet=off", "-overlay", overlay(t, dir, m), "-o", binary, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("it does not build: %v\n%s", err, out)
	}
	run := exec.CommandContext(t.Context(), binary, "-test.run", tests, "-test.timeout", "5m")
	run.Env = append(os.Environ(), rounds.Variable+"="+long)
	if out, err := run.CombinedOutput(); err == nil || !bytes.Contains(out, []byte("--- FAIL: Test")) {
		t.Errorf("in place of %q it is not seen: %s", m.Old, out)
	}
}

// overlay writes the file with the mistake, and what tells the compiler to read it.
func overlay(t *testing.T, dir string, m Mistake) string {
	t.Helper()
	file, err := filepath.Abs(filepath.FromSlash(m.File))
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), m.Old); n != 1 {
		t.Fatalf("%q stands in %s %d times", m.Old, m.File, n)
	}
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if failed := os.WriteFile(path, []byte(text), 0o600); failed != nil {
			t.Fatal(failed)
		}
		return path
	}
	mistaken := write("mistaken.go", strings.Replace(string(text), m.Old, m.New, 1))
	list, err := json.Marshal(map[string]map[string]string{"Replace": {file: mistaken}})
	if err != nil {
		t.Fatal(err)
	}
	return write("overlay.json", string(list))
}
