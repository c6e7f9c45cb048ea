package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/meoktong/meoktong/"

// rules say which packages may not import which, so that data goes on flowing
// one way: model, graph, analysis, result, presenter, command.
var rules = []struct {
	who     string   // packages below this folder, "" for all
	except  []string // but not these
	mustNot []string
	why     string
}{
	{"graph", []string{"graph/internal/fixture", "graph/compile", "graph/contingency", "graph/dependability", "graph/impact", "graph/inventory", "graph/outage", "graph/picture", "graph/replay", "graph/review", "graph/assumptions", "graph/concentration", "graph/weakness", "graph/why", "graph/differ", "graph/mitigate", "graph/policy", "graph/stake"}, []string{module + "models"}, "engines and presenters know no model files"},
	{"graph/cascade", nil, []string{module + "graph/result", module + "graph/draw", module + "graph/words"}, "engines know no presenter"},
	{"graph/commoncause", nil, []string{module + "graph/compile", module + "graph/result", module + "graph/words"}, "engines know no names"},
	{"graph/restart", nil, []string{module + "graph/compile", module + "graph/result", module + "graph/words"}, "engines know no names"},
	{"graph/explain", nil, []string{module + "graph/compile", module + "graph/result", module + "graph/words"}, "engines know no names"},
	{"graph/montecarlo", nil, []string{module + "graph/compile", module + "graph/result", module + "graph/draw", module + "graph/words"}, "engines know graphs only"},
	{"graph/sweep", nil, []string{module + "graph/compile", module + "graph/result", module + "graph/words"}, "engines know vertices, not names"},
	{"graph/boolean", nil, []string{module}, "Boolean functions stand alone"},
	{"graph/diagram", nil, []string{module}, "diagrams stand alone"},
	{"graph/cutset", nil, []string{module + "graph/result", module + "graph/words", module + "graph/compile", module + "graph/cascade", module + "graph/structure"}, "it analyses functions, wherever they come from"},
	{"graph/structure", nil, []string{module + "graph/result", module + "graph/compile"}, "engines know no presenter"},
	{"graph/cheapest", nil, []string{module}, "a search knows nothing of what it looks for"},
	{"graph/draw", nil, []string{module + "graph/cascade", module + "graph/compile", module + "graph/impact", module + "graph/picture"}, "presenters know results only"},
	{"graph/picture", nil, []string{module + "graph/draw", module + "graph/cascade", module + "graph/impact"}, "what to show, not how it was found or is drawn"},
	{"cmd/internal/present", nil, []string{module + "graph/cascade", module + "graph/contingency", module + "graph/sweep", module + "graph/compile", module + "graph/impact", module + "graph/why",
		module + "graph/weakness", module + "graph/concentration", module + "graph/assumptions", module + "graph/review", module + "models"}, "presenters know results only"},
	{"graph/result", nil, []string{module}, "results are plain values"},
	{"models", nil, []string{module + "graph", module + "cmd"}, "models are the start"},
	{"models/formats", nil, []string{module}, "formats of others know nothing of models"},
	{"graph", nil, []string{module + "cmd", "github.com/spf13"}, "engines know no command line"},
	{"", []string{"graph/draw"}, []string{"github.com/goccy/go-graphviz"}, "one package lays out"},
	{"", []string{"graph/draw"}, []string{"github.com/fogleman/gg", "golang.org/x/image"}, "one package paints"},
	{"", []string{"models"}, []string{"github.com/BurntSushi/toml", "github.com/pelletier"}, "one package reads TOML"},
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
		pkg := filepath.ToSlash(strings.TrimPrefix(filepath.Dir(path), "../../"))
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
	for _, r := range rules {
		if !below(pkg, r.who) || anyBelow(pkg, r.except) {
			continue
		}
		for _, not := range r.mustNot {
			if strings.HasPrefix(name, not) && !(not == module && below(strings.TrimPrefix(name, module), r.who)) {
				t.Errorf("%s imports %s: %s", pkg, name, r.why)
			}
		}
	}
}

func below(pkg, folder string) bool {
	return folder == "" || pkg == folder || strings.HasPrefix(pkg, folder+"/")
}

func anyBelow(pkg string, folders []string) bool {
	for _, f := range folders {
		if below(pkg, f) {
			return true
		}
	}
	return false
}
