package language_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/meoktong/meoktong/models/language"
)

// TestRows keeps every row whole: documented in both languages in a line each, with
// an example that shows the key, and bounded where it is a number.
func TestRows(t *testing.T) {
	seen := map[language.Place]map[string]bool{}
	for _, k := range language.Keys() {
		for _, p := range k.On {
			if seen[p] == nil {
				seen[p] = map[string]bool{}
			}
			if seen[p][k.Name] {
				t.Errorf("%s stands twice on %s", k.Name, p)
			}
			seen[p][k.Name] = true
			if language.KeyOn(p, k.Name) == nil || !slices.Contains(language.PlacesOf(k.Name), p) {
				t.Errorf("%s is not found on %s", k.Name, p)
			}
		}
		checkTexts(t, &k)
		if !strings.Contains(k.Example, k.Name) {
			t.Errorf("the example of %s does not show it: %s", k.Name, k.Example)
		}
		if (k.Type == language.Word) != (len(k.Words) > 0) {
			t.Errorf("%s: a word is one of some", k.Name)
		}
		if k.Default != "" && k.Required {
			t.Errorf("%s: what is required has no default", k.Name)
		}
		if number := k.Type == language.Number || k.Type == language.Whole || k.Type == language.Numbers || k.Type == language.Shares ||
			k.Type == language.Splits || k.Type == language.Rows; number != (k.Unit.EN != "") {
			t.Errorf("%s: a number has a unit, and nothing else has", k.Name)
		}
		if table := k.Type == language.Numbers || k.Type == language.Shares; table != strings.HasSuffix(k.Each.EN, " %s") || table != strings.Contains(k.Each.KO, "%s") {
			t.Errorf("%s: the entries of a table have names, which end with an id in English", k.Name)
		}
		if k.Redact == language.Rename && k.Names == language.Nothing && k.Type != language.Changes {
			t.Errorf("%s: what is renamed names something", k.Name)
		}
	}
}

// checkTexts keeps what is said of a key in both languages, and each in its own.
func checkTexts(t *testing.T, k *language.Key) {
	t.Helper()
	for _, text := range []language.Text{k.Doc, k.Unit} {
		if (text.EN == "") != (text.KO == "") {
			t.Errorf("%s is documented in one language: %+v", k.Name, text)
		}
		if strings.ContainsFunc(text.EN, isHangul) || text.KO != "" && !strings.ContainsFunc(text.KO, isHangul) || strings.ContainsAny(text.EN+text.KO, "\n|") {
			t.Errorf("%s: %+v", k.Name, text)
		}
	}
	if k.Doc.EN == "" || len(k.Doc.EN) > 160 {
		t.Errorf("%s: a line of documentation, not %d letters", k.Name, len(k.Doc.EN))
	}
	if called := k.CalledIn("en"); called == "" || strings.Contains(called, "_") {
		t.Errorf("%s is called %q", k.Name, called)
	}
}

func isHangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }

// TestPlaces keeps every place documented and with keys of its own.
func TestPlaces(t *testing.T) {
	for _, table := range language.Tables() {
		if len(language.KeysOn(table.Place)) == 0 || language.TableOf(table.Place).Called != table.Called {
			t.Errorf("%s has no keys", table.Place)
		}
		if table.Doc.EN == "" || !strings.ContainsFunc(table.Doc.KO, isHangul) || !strings.ContainsFunc(table.Called.KO, isHangul) {
			t.Errorf("%s is not documented in both languages", table.Place)
		}
		if table.In == "" {
			continue
		}
		for _, p := range language.PlacesOf(table.In) {
			if k := language.KeyOn(p, table.In); k.Type == language.List && k.Of != table.Place {
				t.Errorf("%s of %s holds %s, not %s", k.Name, p, k.Of, table.Place)
			}
		}
	}
}
