package cli

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/rounds"
)

// TestExamples runs examples of the help, at length every one, as a user would who copies it: what
// the help shows must work.
func TestExamples(t *testing.T) {
	if testing.Short() {
		t.Skip("it asks everything that the help shows")
	}
	korea, err := filepath.Abs("../../../models/korea")
	if err != nil {
		t.Fatal(err)
	}
	tree, err := filepath.Abs("../../../models/formats/openpsa/testdata/cooling.xml")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	for _, folder := range []string{"main/model", "model", "out", "models"} {
		if err := os.MkdirAll(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.CopyFS("models/korea", os.DirFS(korea)); err != nil {
		t.Fatal(err)
	}
	copyFile(t, tree, "tree.xml")
	for _, name := range []string{"my-model.toml", "main/model/m.toml", "model/m.toml"} {
		if err := os.WriteFile(name, starter, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	there := 0
	for _, c := range commands() {
		lines := strings.Split(c.example, "\n")
		there += len(lines)
		if slices.Contains([]string{"assumptions", "mitigate", "review"}, c.name()) { // these take seconds
			lines = lines[:rounds.Size(t, 0, len(lines))]
		} else { // each loads the shipped model
			lines = lines[:min(rounds.Size(t, 1, len(lines)), len(lines))]
		}
		for _, line := range lines {
			args := exampleArgs(line)
			var out, err bytes.Buffer
			if code := Main(Built(), args, &out, &err); code != exitDone && code != exitViolated || len(args) == 0 && c.name() != "init" && c.name() != "version" {
				t.Errorf("%s: %q ends with %d: %s", c.name(), line, code, err.String())
			}
			if _, file, ok := strings.Cut(line, " > "); ok { // the next example may read it
				if err := os.WriteFile(strings.TrimSpace(file), out.Bytes(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if there < 50 {
		t.Errorf("only %d examples", there)
	}
}

// exampleArgs returns the words of an example behind the program's name, up to
// where its output goes.
func exampleArgs(line string) []string {
	line, _, _ = strings.Cut(line, " > ")
	line, _, _ = strings.Cut(line, " | ")
	words := strings.Fields(line)
	for i := range words {
		words[i] = strings.Trim(words[i], "'")
	}
	if len(words) > 0 {
		words = words[1:]
	}
	return words
}

func copyFile(t *testing.T, from, to string) {
	t.Helper()
	data, err := os.ReadFile(from)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestMain lets the test's own program lay pictures out, as the real one does.
func TestMain(m *testing.M) {
	draw.RunWorkerIfAsked()
	debug.SetGCPercent(400) // many small answers: the tests would spend half their time on what is left of them
	os.Exit(m.Run())
}
