package main

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

var embedded = regexp.MustCompile(`data:image/svg(?:\+|&#43;)xml;base64,([^"]+)`)

// TestRedactedReviewHasNoName searches the page with its pictures, the Markdown and
// the JSON of a small model, at length of the shipped one, for every name that it has.
func TestRedactedReviewHasNoName(t *testing.T) {
	if testing.Short() {
		t.Skip("it reviews a model twice, in processes of their own")
	}
	path, least, drawn, references := "../../graph/answer/review/testdata/town.toml", 40, 6, []string{}
	if rounds.Asked(t) { // which takes many seconds
		path, least, drawn, references = "../../models/korea", 500, 8, []string{"@fixed", "@spare"}
	}
	m, err := models.Load(models.Request{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(t.TempDir(), "review")
	page := review(t, folder, path, "--redact")
	asJSON, err := exec.Command("meoktong", "review", "-q", "--redact", "--json", "-m", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	documents := map[string]string{"json": string(asJSON)}
	for _, file := range []string{page, filepath.Join(folder, "review.md")} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		documents[filepath.Base(file)] = string(data)
	}
	pictures := embedded.FindAllStringSubmatch(documents["review.html"], -1)
	if len(pictures) < drawn {
		t.Fatalf("%d pictures found in the page", len(pictures))
	}
	for _, p := range pictures {
		svg, err := base64.StdEncoding.DecodeString(strings.NewReplacer("&#43;", "+", "&#61;", "=").Replace(p[1]))
		if err != nil || !strings.Contains(string(svg), "<svg") {
			t.Fatalf("a picture cannot be read: %v", err)
		}
		documents["pictures"] += string(svg)
	}
	documents["review.html"] = embedded.ReplaceAllString(documents["review.html"], "")
	ordinary := programWords()
	var words, passed []string
	for _, w := range append(namesOf(t, m), m.Digest[:8]) {
		if ordinary[w] {
			passed = append(passed, w) // found or not, it tells nothing
		} else {
			words = append(words, w)
		}
	}
	if len(words) < least || len(passed) > len(words)/20 {
		t.Fatalf("only %d words to look for, without %q", len(words), passed)
	}
	for _, w := range references {
		if !slices.Contains(words, w) {
			t.Errorf("%s is not looked for", w)
		}
	}
	for name, text := range documents {
		for _, w := range words {
			if strings.Contains(text, w) {
				t.Errorf("%s has %q", name, w)
			}
		}
	}
}

// programWords returns the words in small letters that the program says of any model: keys
// of the language, English prose, and what pages and pictures are written in. Ids of
// splits, lines and populations are often such words.
func programWords() map[string]bool {
	out := map[string]bool{"text": true} // of pictures
	for _, k := range language.Keys() {
		out[k.Name] = true
	}
	for _, w := range smallWord.FindAllString(fmt.Sprintf("%+v", *i18n.In("en")), -1) {
		out[w] = true
	}
	return out
}

var smallWord = regexp.MustCompile(`\b[a-z]+\b`)

// aDate is a day, a month or a year, such as what a redacted fact is as of.
var aDate = regexp.MustCompile(`^\d{4}(-\d\d){0,2}$`)

// namesOf returns every text of a model that is longer than three characters,
// apart from what a redacted review keeps: sectors, kinds, levels, dates, money,
// durations, and single words that the program or a sector's name says itself.
func namesOf(t *testing.T, m *models.Model) []string {
	t.Helper()
	kept := []string{m.Currency, "down", "degraded", "up", "partial", "stated", "reported", "assumed",
		"@access", "line", "meta", "failover", // words of the language, of JSON ("line": 12) and of HTML; package redact looks for them, too
		"fixed", "spared_uncounted"} // keys of JSON; a line is referred to by "@fixed", which is looked for
	for _, k := range models.BuiltinKinds() {
		kept = append(kept, k.ID)
	}
	for _, s := range m.Sectors {
		kept = append(kept, s.ID)
		for _, name := range s.Name {
			kept = append(kept, name)
		}
	}
	// Text as JSON has it, without the sectors' names, settings and what stays.
	data, err := json.Marshal(struct {
		Title, Description any
		Nodes, Populations any
		Incidents, Terms   any
		Policies, Options  any
	}{m.Title, m.Description, m.Nodes, m.Populations, m.Incidents, m.Terms, m.Policies, m.Options})
	if err != nil {
		t.Fatal(err)
	}
	var tree any
	if err := json.Unmarshal(data, &tree); err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	var collect func(x any)
	collect = func(x any) {
		switch x := x.(type) {
		case map[string]any:
			for key, v := range x {
				if key != "Start" && key != "Protect" && key != "Against" && key != "Asof" && key != "Overload" {
					collect(v)
				}
			}
		case []any:
			for _, v := range x {
				collect(v)
			}
		case string:
			found[x] = true
		}
	}
	collect(tree)
	var out []string
	for w := range found {
		stays := slices.ContainsFunc(kept, func(k string) bool { return strings.Contains(k, w) })
		if len([]rune(w)) > 3 && !stays && !aDate.MatchString(w) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}
