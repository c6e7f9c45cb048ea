package picture_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// load takes a model the way of a user's file, with overlays; its name says
// whether it is TOML or JSON Lines.
func load(t testing.TB, name string, text []byte, overlays ...string) *compile.Compiled {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(file, text, 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: file, With: overlays})
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func ask(t testing.TB, c *compile.Compiled, failed ...string) *result.WhatIf {
	t.Helper()
	w, err := whatif.Of(t.Context(), c, whatif.Question{Failed: failed, After: time.Hour, All: true})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// drawing is what of a result.Drawing, the answer aside, a test draws, and in which
// language.
type drawing struct {
	Before   *result.WhatIf
	Overlays []string
	All      bool
	Focus    string
	Depth    int
	Fold     result.Fold
	Lang     string
}

func (q drawing) of(answer *result.WhatIf) *result.Drawing {
	return &result.Drawing{Answer: answer, Before: q.Before, Overlays: q.Overlays, All: q.All, Focus: q.Focus, Depth: q.Depth, Fold: q.Fold}
}

// of draws what a model answers, with the rest of the question given.
func of(t testing.TB, c *compile.Compiled, q drawing, failed ...string) result.Picture {
	t.Helper()
	pic, err := picture.Of(t.Context(), c.Model, q.of(ask(t, c, failed...)), q.Lang)
	if err != nil {
		t.Fatal(err)
	}
	return pic
}

// boxes lists a picture's boxes the short way: id, how many nodes share it,
// state, note.
func boxes(pic result.Picture) string {
	var b strings.Builder
	for _, n := range pic.Nodes {
		b.WriteString(n.ID)
		if n.Folded > 0 {
			fmt.Fprintf(&b, "*%d", n.Folded)
		}
		fmt.Fprintf(&b, " %s", n.State)
		for _, s := range []string{n.Note, n.Cluster, string(n.Change)} {
			if s != "" {
				fmt.Fprintf(&b, " (%s)", s)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

// arrows lists a picture's lines: ~> is indirect, ! carried.
func arrows(pic result.Picture) string {
	var b strings.Builder
	for _, e := range pic.Edges {
		arrow := "->"
		if e.Indirect {
			arrow = "~>"
		}
		fmt.Fprintf(&b, "%s %s %s %s", e.From, arrow, e.To, e.Style)
		if e.Count > 0 {
			fmt.Fprintf(&b, " x%d", e.Count)
		}
		if e.Carried {
			b.WriteString(" !")
		}
		if e.Label != "" {
			fmt.Fprintf(&b, " (%s)", e.Label)
		}
		b.WriteString("\n")
	}
	return b.String()
}

func want(t *testing.T, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("%s is\n%swant\n%s", what, got, want)
	}
}
