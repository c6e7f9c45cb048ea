package render

import (
	"bytes"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestHostileDependability has the names of a hostile model in a title and in a
// cell.
func TestHostileDependability(t *testing.T) {
	name := result.Names{"en": hostile}
	sets := CutSets{Answer: &result.CutSets{Node: "a", Names: name, Level: "down", Count: "1", Sets: [][]string{{"b"}}}, Lang: "en"}
	available := Availability{Answer: &result.Availability{Importance: true, Nodes: []result.NodeAvailable{{ID: "a", Names: name, Exact: true}}}, Lang: "en"}
	for what, write := range map[string]func(b *bytes.Buffer) error{
		"sets, text":             func(b *bytes.Buffer) error { return sets.Text(b, Screen{}) },
		"sets, Markdown":         func(b *bytes.Buffer) error { return sets.Markdown(b) },
		"availability, text":     func(b *bytes.Buffer) error { return available.Text(b, Screen{}) },
		"availability, Markdown": func(b *bytes.Buffer) error { return available.Markdown(b) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		for _, x := range []string{"\x1b", "\x00", "\u202e"} {
			if strings.Contains(b.String(), x) {
				t.Errorf("%s lets %q through:\n%s", what, x, b.String())
			}
		}
		if strings.Contains(what, "Markdown") && strings.Contains(b.String(), "<script") {
			t.Errorf("%s lets markup through:\n%s", what, b.String())
		}
		if !strings.Contains(b.String(), "alert(1)") {
			t.Errorf("%s lost the name", what)
		}
	}
}

// TestLongLists cuts what people read, and says what a cut list covers.
func TestLongLists(t *testing.T) {
	to := 1
	a := &result.CutSets{Node: "a", Level: "down", Count: "5000", Truncated: true, ListedTo: &to}
	for range maxRows + 7 {
		a.Sets = append(a.Sets, []string{"b"})
	}
	var b bytes.Buffer
	if err := (CutSets{Answer: a, Lang: "en"}).Text(&b, Screen{}); err != nil {
		t.Fatal(err)
	}
	if rows := strings.Count(b.String(), "  b\n"); rows != maxRows {
		t.Errorf("%d rows, want %d", rows, maxRows)
	}
	for _, want := range []string{"and 7 more", "Listed are the sets of up to 1 node."} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, b.String())
		}
	}
}
