package models_test

import (
	"errors"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/engine/cascade"
	"github.com/meoktong/meoktong/models"
)

// slowest is how long a small input may take to load.
const slowest = 10 * time.Second

func FuzzTOML(f *testing.F) {
	f.Add([]byte(tour))
	for _, c := range invalid {
		f.Add([]byte(c.model))
	}
	f.Fuzz(func(t *testing.T, data []byte) { tryModel(t, "m.toml", data) })
}

func FuzzJSONLines(f *testing.F) {
	f.Add([]byte(tourLines))
	for _, c := range invalidLines {
		f.Add([]byte(c.model))
	}
	f.Fuzz(func(t *testing.T, data []byte) { tryModel(t, "m.jsonl", data) })
}

// tryModel loads a model, and works with it or looks at what is wrong with it.
func tryModel(t *testing.T, name string, data []byte) {
	start := time.Now()
	m, err := models.LoadFS(fstest.MapFS{name: {Data: data}}, name)
	if took := time.Since(start); took > slowest {
		t.Errorf("loading took %s", took)
	}
	var problems models.Problems
	switch {
	case err == nil:
		tryCascade(t, m)
		problems = m.Warnings()
	case !errors.As(err, &problems):
		t.Fatalf("not a list of problems: %v", err)
	}
	for _, p := range problems {
		checkProblem(t, p, strings.TrimPrefix(string(data), "\ufeff"))
	}
}

// checkProblem finds a problem that points outside its file, or that says
// nothing, or that would write control characters to a terminal.
func checkProblem(t *testing.T, p models.Problem, text string) {
	t.Helper()
	if p.Code == "" || p.Message == "" || p.Severity == "" {
		t.Errorf("a problem that says too little: %+v", p)
	}
	for _, s := range []string{p.Message, p.Hint} {
		if !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
			t.Errorf("unprintable message: %q", s)
		}
	}
	if p.Code == "too-many" {
		return
	}
	lines := strings.Split(text, "\n")
	if p.Line < 1 || p.Line > len(lines) {
		t.Fatalf("line %d of %d: %v", p.Line, len(lines), p)
	}
	line := strings.TrimSuffix(lines[p.Line-1], "\r")
	if p.Text != line {
		t.Errorf("line %d is shown as %q, but is %q", p.Line, p.Text, line)
	}
	if last := utf8.RuneCountInString(line) + 1; p.Column < 1 || p.Column > last || p.Width < 1 || p.Column+p.Width > max(last, p.Column+1) {
		t.Errorf("column %d+%d of %d: %v", p.Column, p.Width, last, p)
	}
}

// tryCascade compiles a model and lets its first node fail, then each
// population's first part.
func tryCascade(t *testing.T, m *models.Model) {
	c, err := compile.Compile(m)
	if err != nil || c.Graph.Len() == 0 {
		return
	}
	x := cascade.New(c.Graph, m.Horizon)
	for _, down := range []int32{0, int32(c.Graph.Len() - 1)} {
		x.Run([]int32{down}, nil)
		if _, err := x.LostRedundancy(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, v := range x.Fallen() {
			for _, slot := range x.Because(v) {
				c.MemberName(slot)
			}
			if ref := c.Name(v); c.Vertex(ref) != v {
				t.Errorf("vertex %d is called %q, which means vertex %d", v, ref, c.Vertex(ref))
			}
		}
	}
}

func FuzzSelector(f *testing.F) {
	m := load(f, tour)
	for _, s := range []string{"web", "web@kt", "kt*", "*@kt", "kind:carrier", "!kind:carrier", "web,shop, !shop", "tag:core", "[", "a:b:c", ",", "!"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, selector string) {
		for _, ask := range []func(string) ([]string, error){m.Select, m.SelectFailures} {
			ids, err := ask(selector)
			var ne *models.NameError
			switch {
			case err == nil && len(ids) == 0:
				t.Errorf("%q selects nothing, and is no error", selector)
			case err != nil && !errors.As(err, &ne):
				t.Errorf("%q: unexpected kind of error: %v", selector, err)
			case err != nil && (!utf8.ValidString(err.Error()) || strings.ContainsFunc(err.Error(), unicode.IsControl)):
				t.Errorf("%q: unprintable message %q", selector, err)
			}
			for _, ref := range ids {
				id, access, isPart := strings.Cut(ref, "@")
				n := m.Node(id)
				if n == nil {
					t.Fatalf("%q selects %q, which does not exist", selector, ref)
				}
				if isPart {
					if _, ok := m.PopulationOf(n).Part(access); !ok {
						t.Errorf("%q selects %q, which is no part", selector, ref)
					}
				}
			}
		}
	})
}
