package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/meoktong/meoktong/cmd/internal/cli"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// TestReference writes models/REFERENCE.md from the table of keys and the examples
// beside its template, each of which it runs, and holds it against the file.
func TestReference(t *testing.T) {
	golden, err := filepath.Abs("../../models/REFERENCE.md")
	if err != nil {
		t.Fatal(err)
	}
	want, err := os.ReadFile(golden)
	if err != nil && !*update {
		t.Fatal(err)
	}
	got := reference(t)
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s is not what the table of keys and the examples make of it: go test ./cmd/meoktong -run Reference -update", golden)
	}
}

// reference fills in the template.
func reference(t *testing.T) []byte {
	t.Helper()
	from, err := filepath.Abs("testdata/reference")
	if err != nil {
		t.Fatal(err)
	}
	b := &book{t: t, from: from, in: t.TempDir()}
	t.Chdir(b.in)
	text, err := os.ReadFile(filepath.Join(b.from, "reference.md"))
	if err != nil {
		t.Fatal(err)
	}
	tmpl, err := template.New("reference").Delims("[[", "]]").Funcs(template.FuncMap{
		"file": b.file, "add": b.add, "run": b.run, "doc": b.doc, "keys": b.keys, "place": b.place, "kinds": b.kinds, "asked": b.asked,
	}).Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := tmpl.Execute(&out, nil); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// book is the reference while it is written.
type book struct {
	t        *testing.T
	from, in string // where the examples are, and where they are run
}

func (b *book) read(name string) string {
	text, err := os.ReadFile(filepath.Join(b.from, name))
	if err != nil {
		b.t.Fatal(err)
	}
	return string(text)
}

// file shows a file, as it is run.
func (b *book) file(name string) string {
	return b.shown(name, b.read(name), "")
}

// add shows what stands below the first model, and behind it what is not shown again.
func (b *book) add(name string, more ...string) string {
	rest := b.read("shops.toml")
	for _, m := range more {
		rest += "\n" + b.read(m)
	}
	return b.shown(name, b.read(name), rest+"\n")
}

func (b *book) shown(name, text, before string) string {
	if err := os.MkdirAll(filepath.Dir(filepath.Join(b.in, name)), 0o750); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(b.in, name), []byte(before+text), 0o600); err != nil {
		b.t.Fatal(err)
	}
	return "`" + name + "`:\n\n" + fence(strings.TrimPrefix(filepath.Ext(name), "."), text)
}

func fence(language, text string) string { return "```" + language + "\n" + text + "```" }

// run runs a command, and shows it with what it prints.
func (b *book) run(line string) string {
	var out, errs bytes.Buffer
	code := cli.Main(pinnedBuild(), append(strings.Fields(line), "-q"), &out, &errs)
	if code != 0 && code != 3 || errs.Len() > 0 {
		b.t.Errorf("meoktong %s ends with %d: %s", line, code, errs.String())
	}
	return fence("console", "$ meoktong "+line+"\n"+out.String())
}

// doc says what stands at a place.
func (b *book) doc(place string) string {
	t := language.TableOf(language.Place(place))
	if t.Header != "" {
		return "`" + t.Header + "`: " + t.Doc.EN + "."
	}
	return strings.ToUpper(t.Doc.EN[:1]) + t.Doc.EN[1:] + "."
}

// place says what stands there, with its keys.
func (b *book) place(name string) string { return b.doc(name) + "\n\n" + b.keys(name) }

// keys is the table of the keys of a place, of those of services alone, or of the
// others.
func (b *book) keys(place string, which ...string) string {
	rows := []string{"| key | value | default | meaning | example |", "|---|---|---|---|---|"}
	for _, k := range language.KeysOn(language.Place(place)) {
		if len(which) > 0 && k.Services != (which[0] == "services") {
			continue
		}
		name := "`" + k.Name + "`"
		if k.Required {
			name += " **required**"
		}
		fallback, example := mono(k.Default), mono(k.Example)
		rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s | %s |", name, valueOf(k), fallback, meaning(k), example))
	}
	return strings.Join(rows, "\n")
}

func mono(text string) string {
	if text == "" {
		return ""
	}
	return "`" + text + "`"
}

// meaning is the line of documentation, with what the key goes with.
func meaning(k *language.Key) string {
	out := k.Doc.EN
	if k.Not != nil {
		out += "; not beside " + codes(k.Not, " or ")
	}
	if k.With != nil {
		out += "; goes with " + codes(k.With, " and ")
	}
	if k.Merge == language.Append && k.Type != language.Changes {
		out += "; appendable"
	}
	return out
}

func codes(words []string, last string) string {
	quoted := make([]string, len(words))
	for i, w := range words {
		quoted[i] = mono(w)
	}
	n := len(quoted) - 1
	if n == 0 {
		return quoted[0]
	}
	return strings.Join(quoted[:n], ", ") + last + quoted[n]
}

// valueOf says what a key may be given.
func valueOf(k *language.Key) string {
	value := map[language.Type]string{
		language.String: "text", language.Name: "text, by language too", language.Prose: "text, by language too", language.Bool: "`true` or `false`",
		language.Duration: "duration", language.Horizon: "duration, or `\"ever\"`", language.Date: "date", language.Instant: "duration after the start, or date with time and offset", language.Moment: "date, or date with time and offset",
		language.Strings: "list of texts", language.Needs: "list of [requirements](#requirements)", language.Need: "[requirement](#requirements)", language.List: "list of tables", language.Changes: "tables", language.Dates: "tables of keys by date", language.Values: "table by name: list of texts, or the values of a split", language.Called: "tables by name: by value a text, by language too", language.Lines: "tables by name: a text, or a table of texts by the values of a split",
	}[k.Type]
	switch {
	case k.Type == language.Word:
		value = codes(k.Words, " or ")
	case k.Type == language.Number, k.Type == language.Whole:
		value = "number, " + inRange(k)
	case k.Type == language.Numbers && k.Names == language.ASelector:
		value = "table by selector: number, " + inRange(k)
	case k.Type == language.Numbers, k.Type == language.Shares:
		value = "table by node: number, " + inRange(k)
	case k.Type == language.Splits:
		value = "tables by name: by value a number, " + inRange(k) + ", or a count"
	case k.Type == language.Rows:
		value = "list of tables: values by split, and `share`, " + inRange(k)
	case k.Type == language.Duration && k.Range.Above:
		value = "duration, longer than 0s"
	case k.Type == language.List:
		value = "list of " + string(k.Of) + "s"
	case k.Type == language.Strings && k.Names == language.ASelector:
		value = "list of selectors"
	case k.Type == language.String && k.Names == language.ASelector:
		value = "selector"
	case k.Type == language.String && k.Names == language.APart:
		value = "id of a node or a part"
	case k.Type == language.String && slices.Contains([]language.Thing{language.ASector, language.APopulation}, k.Names):
		value = "id of a " + string(k.Names)
	}
	if k.Ranges {
		value += ", or [range](#ranges)"
	}
	if k.Asked {
		value += "; `" + string(k.Names) + ":`"
	}
	return value
}

// inRange says what a number must be; that all are at most 1e15 is said once.
func inRange(k *language.Key) string {
	words, _, _ := strings.Cut(models.RangeInWords(k), " (")
	return words + ": " + k.Unit.EN
}

func (b *book) kinds() string {
	var rows []string
	for _, k := range language.BuiltinKinds() {
		rows = append(rows, fmt.Sprintf("| `%s` | %s | %s |", k.ID, k.Doc.EN, k.Shape))
	}
	return strings.Join(rows, "\n")
}

func (b *book) asked() string {
	var words []string
	for _, a := range models.Attributes() {
		words = append(words, a+":")
	}
	return codes(words, " or ")
}
