package render_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/answer/cutsets"
	"github.com/meoktong/meoktong/graph/answer/diff"
	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/answer/mitigate"
	"github.com/meoktong/meoktong/graph/answer/rank"
	"github.com/meoktong/meoktong/graph/answer/suggest"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

const lines = `
[carrier.line-a]
name = { en = "Line A", ko = "가 회선" }
availability = 0.99
[carrier.line-b]
mtbf = "99h"
mttr = "1h"
[population.shops]
size = 2000
access = { line-a = 0.4, line-b = 0.6 }
[service.tills]
name = { en = "Tills", ko = "단말기" }
population = "shops"
[service.bank]
users = 500
needs = [{ any = ["line-a", "line-b"] }]
`

// TestSavedAnswersReadTheSame presents answers in every format, just found and
// read back from what was saved as JSON.
func TestSavedAnswersReadTheSame(t *testing.T) {
	small, korea, with := load(t, lines), load(t, ""), load(t, "", "option:kakao-second-tools")
	before := asked(gate.Ask)(t, korea, gate.Question{After: time.Hour})
	for name, d := range map[string]result.Document{
		"rank singles":     asked(rank.Ask)(t, korea, rank.Question{Failures: 1, By: "sectors", Top: 30, After: time.Hour}),
		"rank pairs":       asked(rank.Ask)(t, small, rank.Question{Failures: 2, By: "users", After: time.Hour}),
		"cutsets":          asked(cutsets.Ask)(t, korea, cutsets.Question{Node: "kakaotalk-text", Level: "degraded", Order: 2, After: time.Hour}),
		"cutsets, counted": asked(cutsets.Ask)(t, small, cutsets.Question{Node: "tills@line-a", Level: "down", CountOnly: true}),
		"no cutset":        asked(cutsets.Ask)(t, small, cutsets.Question{Node: "line-a", Level: "down"}),
		"availability":     asked(availability.Ask)(t, small, availability.Question{Level: "down"}),
		"importance":       asked(availability.Ask)(t, small, availability.Question{Level: "down", Importance: true}),
		"no importance":    asked(availability.Ask)(t, korea, availability.Question{Nodes: []string{"kakaotalk-text"}, Level: "down", Importance: true}),
		"trials":           asked(availability.Ask)(t, small, availability.Question{Level: "degraded", Importance: true, Trials: 1000, Seed: 3}),
		"gate":             before,
		"gate, baseline":   asked(gate.Ask)(t, with, gate.Question{After: time.Hour, Baseline: before}),
		"gate, no policy":  asked(gate.Ask)(t, small, gate.Question{}),
		"mitigate":         asked(mitigate.Ask)(t, korea, mitigate.Question{After: time.Hour}),
		"mitigate, front":  asked(mitigate.Ask)(t, small, mitigate.Question{}),
		"suggest":          asked(suggest.Ask)(t, korea, suggest.Question{After: time.Hour}),
		"diff":             compared(t, korea, with),
		"diff, the same":   compared(t, small, small),
	} {
		sameWhenRead(t, name, d)
	}
}

// sameWhenRead saves an answer, reads it, and compares what is presented.
func sameWhenRead(t *testing.T, name string, d result.Document) {
	t.Helper()
	result.Finish(d, result.Header{Schema: schema(d), Model: result.Model{Title: "A model", SHA256: strings.Repeat("0", 64)}}, "ko")
	read, err := result.Read(bytes.NewReader(presented(t, d, render.FormatJSON, "ko")))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	formats := []render.Format{render.FormatJSON, render.FormatText, render.FormatCSV, render.FormatMarkdown}
	if _, ok := d.(*result.Gate); ok {
		formats = append(formats, render.FormatJUnit, render.FormatSARIF)
	}
	for _, f := range formats {
		for _, lang := range []string{"en", "ko"} {
			if a, b := presented(t, d, f, lang), presented(t, read, f, lang); !bytes.Equal(a, b) {
				t.Errorf("%s, %s, %s: it was\n%s\nand read back it is\n%s", name, f, lang, a, b)
			}
		}
	}
}

func presented(t *testing.T, d result.Document, f render.Format, lang string) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := render.Write(&b, d, f, render.Options{Lang: lang}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// schema returns the schema that an answer is saved under.
func schema(d result.Document) string {
	name := strings.ToLower(strings.TrimPrefix(fmt.Sprintf("%T", d), "*result."))
	if name == "suggest" {
		name = "mitigate"
	}
	return "meoktong." + name + "/1"
}

// asked puts questions.
func asked[Q any, D result.Document](ask func(context.Context, *compile.Compiled, Q) (D, error)) func(*testing.T, *compile.Compiled, Q) D {
	return func(t *testing.T, c *compile.Compiled, q Q) D {
		t.Helper()
		d, err := ask(t.Context(), c, q)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
}

func compared(t *testing.T, old, new *compile.Compiled) *result.Diff {
	t.Helper()
	d, err := diff.Ask(t.Context(), old, new, diff.Question{After: time.Hour})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// load loads a model: of a text, or, where that is empty, the embedded one.
func load(t *testing.T, text string, with ...string) *compile.Compiled {
	t.Helper()
	file := ""
	if text != "" {
		file = filepath.Join(t.TempDir(), "m.toml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	m, err := models.Load(models.Request{Path: file, With: with})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	return c
}
