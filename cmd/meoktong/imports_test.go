package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/meoktong/meoktong/"

// rooms say, by the first letters of a package's path, which others of the module
// it may import, so that data goes on flowing one way: model, graph, analysis,
// result, presenter, command. The longest prefix that fits a package is its room;
// within a room packages import each other freely.
var rooms = []struct {
	who string   // packages at or below this folder
	may []string // packages at or below these
	why string
}{
	{"models", []string{"models/plain", "models/work/pace", "models/work/parallel", "models/formats", "models/internal", "models/internal/source", "models/internal/raw", "models/language"}, "models are the start"},
	{"models/language", []string{}, "the table of keys is plain data"},
	{"models/schema", []string{"models/language"}, "it describes files by the table of keys alone"},
	{"models/change", []string{"models/work/pace", "models", "models/language"}, "it says what options do to models, and nothing in them knows of it"},
	{"models/hindsight", []string{"models", "models/language"}, "it says what models are without what was learned later, and nothing in them knows of it"},
	{"models/redact", []string{"models", "models/plain", "models/internal", "models/language"}, "it rewrites models, and nothing in them knows of it"},
	{"models/internal", []string{}, "words and ids are of no package"},
	{"models/internal/source", []string{"models/plain", "models/formats", "models/internal"}, "files know no keys"},
	{"models/internal/raw", []string{"models/plain", "models/internal", "models/internal/source", "models/language"}, "elements know nothing of what is made of them"},
	{"models/internal/modeltest", []string{"models", "models/formats", "models/plain", "graph", "graph/compile", "graph/engine"}, "what tests are made of"},
	{"models/formats", []string{"models/plain", "models/internal", "models/hidden", "models/language"}, "formats speak the language of models and know nothing of what is made of it"},
	{"models/hidden", []string{}, "what characters do is of no room"},
	{"models/plain", []string{}, "nor is how they are written"},
	{"graph", []string{"models/work/pace"}, "the graph knows indices only"},
	{"graph/compile", []string{"models/work/pace", "models", "graph", "graph/engine/load", "graph/engine/timeline"}, "it turns models into graphs"},
	{"graph/engine", []string{"graph", "graph/faulttree", "models/work/parallel", "models/work/pace"}, "engines know no names, no languages and no models"},
	{"graph/faulttree", []string{"models/work/parallel", "models/work/pace"}, "Boolean algebra stands alone"},
	{"graph/answer", []string{"models", "models/change", "models/hindsight", "graph", "graph/compile", "graph/engine", "graph/faulttree", "graph/result", "graph/picture", "models/work/parallel", "models/work/pace", "models/language"}, "answers know no presenter"},
	{"graph/result", []string{"models/hidden", "models/plain"}, "results are plain values"},
	{"graph/i18n", []string{"graph/result"}, "words are of results"},
	{"graph/picture", []string{"models", "graph", "graph/result", "graph/i18n"}, "what to show, not how it was found or is drawn"},
	{"graph/draw", []string{"graph/result"}, "presenters know results only"},
	{"graph/internal", []string{"models", "graph", "graph/compile", "graph/engine/moment", "graph/rounds"}, "what tests are made of"},
	{"graph/rounds", []string{}, "what tests are told"},
	{"models/work/parallel", []string{}, "it runs anything"},
	{"models/work/pace", []string{}, "it stops anything"},
	{"models/work/ending", []string{}, "what tests are made of"},
	{"cmd/internal/render", []string{"models/hidden", "graph/result", "graph/i18n", "models/language"}, "presenters know results, and what the language calls its keys"},
	{"cmd", []string{"models/hidden", "cmd/internal/render", "models", "models/redact", "models/formats", "models/schema", "graph", "graph/compile", "graph/engine", "graph/faulttree", "graph/answer", "graph/result", "graph/picture", "graph/draw", "graph/i18n"}, "the command line asks and presents"},
}

// libraries are those that one room alone may import.
var libraries = []struct{ library, room string }{
	{"github.com/BurntSushi/toml", "models/internal/source"},
	{"github.com/pelletier", "models/internal/source"},
	{"github.com/goccy/go-graphviz", "graph/draw"},
	{"github.com/fogleman/gg", "graph/draw"},
	{"golang.org/x/image", "graph/draw"},
	{"github.com/xuri/excelize", "models/formats/xlsx"},
	{"github.com/spf13", "cmd"},
	{"github.com/compose-spec/compose-go", "models/formats/compose"},
	{"go.yaml.in/yaml", "models/formats"},
	{"gonum.org/v1/gonum/graph/formats/dot", "models/formats"},
}

// TestImports keeps the rules. Test files are free.
func TestImports(t *testing.T) {
	seen := 0
	err := filepath.WalkDir("../..", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		seen++
		pkg := strings.TrimPrefix(filepath.ToSlash(filepath.Dir(path)), "../../")
		for _, spec := range file.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			checkImport(t, pkg, name)
		}
		return nil
	})
	if err != nil || seen < 50 {
		t.Fatalf("%d files read: %v", seen, err)
	}
}

func checkImport(t *testing.T, pkg, name string) {
	t.Helper()
	for _, l := range libraries {
		if below(name, l.library) && !below(pkg, l.room) {
			t.Errorf("%s imports %s, which only %s may", pkg, name, l.room)
		}
	}
	name, ours := strings.CutPrefix(name, module)
	if !ours {
		return
	}
	room := roomOf(pkg)
	if room < 0 {
		t.Errorf("%s is in no room: add it to the rules", pkg)
		return
	}
	if r := rooms[room]; roomOf(name) != room && !allowed(name, r.may) {
		t.Errorf("%s imports %s: %s", pkg, name, r.why)
	}
}

// roomOf returns the index of the longest prefix that fits a package, or -1.
func roomOf(pkg string) int {
	room := -1
	for i, r := range rooms {
		if below(pkg, r.who) && (room < 0 || len(r.who) > len(rooms[room].who)) {
			room = i
		}
	}
	return room
}

// allowed says whether a package is one of those, or below it and in its room.
func allowed(pkg string, may []string) bool {
	for _, m := range may {
		if pkg == m || below(pkg, m) && roomOf(pkg) == roomOf(m) {
			return true
		}
	}
	return false
}

func below(pkg, folder string) bool { return pkg == folder || strings.HasPrefix(pkg, folder+"/") }

// TestTopLevel keeps the top level as it was agreed on.
func TestTopLevel(t *testing.T) {
	entries, err := os.ReadDir("../..")
	if err != nil {
		t.Fatal(err)
	}
	agreed := []string{"CHANGELOG.md", "LICENSE", "README.md", "cmd", "go.mod", "go.sum", "graph", "models", "out"}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(agreed, e.Name()) {
			t.Errorf("%s stands at the top level", e.Name())
		}
	}
}
