// Package modeltest is what the tests of models and of their formats share.
package modeltest

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
	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/plain"
)

// Slowest is how long a small input may take to load.
const Slowest = 10 * time.Second

// Text loads a model that is one file.
func Text(name, text string) (*models.Model, error) {
	return models.LoadFS(fstest.MapFS{name: {Data: []byte(text)}}, name)
}

// Load loads a TOML model that must be valid.
func Load(t testing.TB, text string) *models.Model {
	t.Helper()
	m, err := Text("m.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// Problems returns what is wrong with a model of one file.
func Problems(t testing.TB, name, text string) models.Problems {
	t.Helper()
	_, err := Text(name, text)
	var problems models.Problems
	if err != nil && !errors.As(err, &problems) {
		t.Fatalf("not a list of problems: %v", err)
	}
	return problems
}

// Try loads a model, and works with it or looks at what is wrong with it.
func Try(t *testing.T, name string, data []byte) {
	start := time.Now()
	m, err := Text(name, string(data))
	if took := time.Since(start); took > Slowest {
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
		CheckProblem(t, p, asRead(name, data))
	}
}

// asRead is the text of a file as its problems show it.
func asRead(name string, data []byte) string {
	text := plain.UTF8(data)
	if f, _ := formats.Of(name, text); f.Decode != nil {
		if decoded, err := f.Decode(text); err == nil {
			text = decoded
		}
	}
	return string(plain.Normal(text))
}

// CheckProblem finds a problem that points outside its file, or that says
// nothing, or that would write control characters to a terminal.
func CheckProblem(t *testing.T, p models.Problem, text string) {
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
