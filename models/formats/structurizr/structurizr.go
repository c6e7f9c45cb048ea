// Package structurizr reads workspaces of Structurizr, in JSON: software systems, their
// containers and components, who uses what of them, and where they are deployed.
package structurizr

import (
	"bytes"
	"regexp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// MaxBytes bounds a file: workspaces hold documentation, with pictures.
const MaxBytes = 64 << 20

// Format is Structurizr as one of the formats of models. It is only read.
func Format() format.Format {
	return format.Format{
		Name: "structurizr", Endings: []string{".json", ".dsl"}, MaxBytes: MaxBytes,
		Words: format.Words{Noun: "Structurizr workspace", Rule: "a Structurizr workspace is a .json file, as structurizr export -format json writes it",
			What: "workspaces of Structurizr (.json), by level: system, container or component"},
		Sniff:  func(data []byte) bool { return isDSL(data) || isJSON(data) && keys.Match(data) },
		Levels: []string{"container", "system", "component"},
		Read:   func(files []format.File, o format.Options) *format.Document { return read(files[0], o.Level) },
	}
}

// keys are those of a workspace, some of which stand near its beginning.
var keys = regexp.MustCompile(`"(softwareSystems|deploymentNodes|systemLandscapeViews|systemContextViews|lastModifiedAgent)"\s*:|"encryptionStrategy"\s*:`)

// dsl is the beginning of a workspace in the language that people write, behind comments.
var dsl = regexp.MustCompile(`^(\s|//[^\n]*\n|#[^\n]*\n|/\*(?s:.*?)\*/|!\w+[^\n]*\n)*workspace\b[^\n]*\{`)

func isJSON(data []byte) bool { return bytes.HasPrefix(bytes.TrimSpace(data), []byte("{")) }

func isDSL(data []byte) bool { return dsl.Match(data) }

// cut is what is passed over: properties may hold anything.
var cut = tree.Cut{"views": nil, "documentation": nil, "configuration": nil, "properties": nil, "perspectives": nil, "healthChecks": nil, "styles": nil, "themes": nil}

// read makes a model of a workspace, at a level.
func read(file format.File, level string) *format.Document {
	d := draft.New([]format.File{file})
	w := &workspace{d: d, byID: map[string]*element{}, level: slices.Index(levels, level)}
	w.r.Wrong = func(f format.Flaw) {
		w.wrong = true
		d.Wrong(f)
	}
	switch {
	case level == "":
		w.level = slices.Index(levels, "container")
	case w.level < 0:
		d.Wrong(format.Flaw{Code: "level", Message: "there is no such level", Hint: "it is one of " + strings.Join(levels, ", ")})
		return d.Document()
	}
	switch root, flaw := tree.JSON(0, file.Data, cut); {
	case !isJSON(file.Data) && (isDSL(file.Data) || strings.HasSuffix(strings.ToLower(file.Name), ".dsl")):
		w.r.Wrong(format.Flaw{At: format.Span{End: min(1, len(file.Data))}, Code: "dsl", Message: "this is the language of Structurizr, whose includes and scripts only its own exporter follows",
			Hint: "write it as JSON: structurizr export -workspace " + file.Name + " -format json"})
	case flaw != nil:
		w.r.Wrong(*flaw)
	default:
		w.read(root)
	}
	return d.Document()
}

// read reads the model of a workspace.
func (w *workspace) read(root *tree.Value) {
	if root.Get("ciphertext") != nil {
		w.r.Wrong(format.Flaw{At: root.At, Code: "encrypted", Message: "this workspace is encrypted", Hint: "export it without encryption"})
		return
	}
	w.elements(w.r.Table(root, "model"))
	if len(w.list) == 0 && !w.wrong {
		w.r.Wrong(format.Flaw{At: root.At, Code: "empty", Message: "there is no model of software systems in this file"})
	}
	w.relationships()
	w.choose()
	w.nodes()
	w.needs()
}
