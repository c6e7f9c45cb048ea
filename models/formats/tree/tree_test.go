package tree_test

import (
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

func Example() {
	docs, flaws := tree.YAML(0, []byte("kind: Shop\nneeds: [db, queue]\n"))
	if len(flaws) > 0 {
		fmt.Println(flaws[0].Message)
		return
	}
	r := tree.Reader{Wrong: func(f format.Flaw) { fmt.Println("at", f.At.Start, f.Message) }}
	for _, n := range r.Texts(docs[0], "needs") {
		fmt.Println(r.Text(docs[0], "kind"), "needs", n, "at", n.At.Start)
	}
	r.Tables(docs[0], "kind")
	// Output:
	// Shop needs db at 19
	// Shop needs queue at 23
	// at 6 kind must be a list, and is text
}

// show writes a tree in one line.
func show(v *tree.Value) string {
	if v == nil {
		return "-"
	}
	switch v.Kind {
	case tree.List:
		var out []string
		for _, x := range v.Items {
			out = append(out, show(x))
		}
		return "[" + strings.Join(out, " ") + "]"
	case tree.Table:
		var out []string
		for i, x := range v.Items {
			out = append(out, v.Keys[i]+"="+show(x))
		}
		return "{" + strings.Join(out, " ") + "}"
	case tree.Null:
		return "null"
	case tree.Text:
		return "'" + v.Text + "'"
	}
	return v.Text
}

func TestYAML(t *testing.T) {
	for text, want := range map[string]string{
		"":                                      "",
		"# nothing\n---\n---\na: 1\n...\n---\n": "{a=1}",
		"%YAML 1.2\n---\na: 1\n---\n# of mine\n---\n\n---\n--- x\n... \nb: 1": "{a=1} 'x' {b=1}",
		"a: 1\n---\nb: true\n":                          "{a=1} {b=true}",
		"a: |\n  x\n  y\nb: >\n  x\n  y\n":              "{a='x\ny\n' b='x y\n'}",
		"a: &x {k: v}\nb: *x\nc:\n  <<: *x\n  l: ~\n":   "{a={k='v'} b={k='v'} c={l=null k='v'}}",
		"c:\n  <<: [{k: 1}, {k: 2, m: 3}]\n":            "{c={k=1 m=3}}",
		"- !!str 1\n- 'it''s'\n- \"a\\u0041\"\n- 1.5\n": "['1' 'it's' 'aA' 1.5]",
		"'a b': 1\n? c\n: 2\n3: x\n":                    "{a b=1 c=2 3='x'}",
		"a:\n- b: 1\n- b: 2\n":                          "{a=[{b=1} {b=2}]}",
	} {
		docs, flaws := tree.YAML(0, []byte(text))
		var out []string
		for _, d := range docs {
			out = append(out, show(d))
		}
		if got := strings.Join(out, " "); len(flaws) > 0 || got != want {
			t.Errorf("%q:\n%s\n%s %v", text, got, want, flaws)
		}
	}
}

// TestWrong says where, and what.
func TestWrong(t *testing.T) {
	bomb := "a0: &a0 [x, x]\n"
	for i := 1; i < 60; i++ {
		bomb += fmt.Sprintf("a%d: &a%d [*a%d, *a%d]\n", i, i, i-1, i-1)
	}
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{"a: 1\nb: [", -1, "no YAML"},
		{"가: 1\na: 2\na: 3\n", 12, `"a" stands here a second time`},
		{"a: *b\n", -1, "no YAML"},
		{strings.Repeat("- ", 200) + "a", 202, "deeper than 100"},
		{bomb, -1, "values"},
	} {
		start := time.Now()
		_, flaws := tree.YAML(0, []byte(c.text))
		if len(flaws) == 0 || !strings.Contains(flaws[len(flaws)-1].Message, c.want) || c.at >= 0 && flaws[0].At.Start != c.at || time.Since(start) > 20*time.Second {
			t.Errorf("%.40q: %+v after %v", c.text, flaws, time.Since(start))
		}
	}
}

func TestJSON(t *testing.T) {
	cut := tree.Cut{"secret": nil, "instances/values": {"zone"}}
	for text, want := range map[string]string{
		`{"a": [1, -2.50, "x", null, true]}`:                                         "{a=[1 -2.50 'x' null true]}",
		`{"secret": {"x": 1}, "b": 1}`:                                               "{b=1}",
		`{"values": {"zone": 1, "x": 2}}`:                                            "{values={zone=1 x=2}}",
		`{"instances": [{"values": {"zone": "a", "x": 2, "secret": 1}}]}`:            "{instances=[{values={zone='a'}}]}",
		`{"instances": [{"values": {"zone": {"x": 2}}}, {"values": [{"zone": 1}]}]}`: "{instances=[{values={}} {}]}",
	} {
		v, flaw := tree.JSON(0, []byte(text), cut)
		if got := show(v); flaw != nil || got != want {
			t.Errorf("%s:\n%s\n%s %+v", text, got, want, flaw)
		}
	}
	for _, c := range []struct {
		text string
		at   int
		want string
	}{
		{`{"a": }`, 6, "no valid JSON"},
		{`{"a": 1`, 7, "ends in the middle"},
		{"", 0, "ends in the middle"},
		{`{"a": 1, "a": 2}`, 9, "twice"},
		{`{} {}`, 3, "more follows"},
		{`{"secret": [}}`, 12, "no valid JSON"},
		{strings.Repeat("[", 200), 101, "deeper than 100"},
		{"{\"a\": \"\xff\"}", 7, "no valid JSON"},
	} {
		_, flaw := tree.JSON(0, []byte(c.text), cut)
		if flaw == nil || !strings.Contains(flaw.Message, c.want) || flaw.At.Start != c.at {
			t.Errorf("%.40q: %+v", c.text, flaw)
		}
	}
}

// TestReader takes what it expects, and says where something else stands.
func TestReader(t *testing.T) {
	v, flaw := tree.JSON(0, []byte(`{"n": 5, "t": "x", "l": [1, {}], "o": {}, "z": null}`), nil)
	if flaw != nil {
		t.Fatal(flaw)
	}
	var said []string
	r := tree.Reader{Wrong: func(f format.Flaw) { said = append(said, fmt.Sprint(f.At.Start, " ", f.Message)) }}
	got := fmt.Sprint(r.Text(v, "n"), r.Text(v, "t"), r.Text(v, "z"), r.Text(v, "none"), r.Text(v, "l"), r.List(v, "z"), r.List(v, "t"), r.Table(v, "n"), len(r.Tables(v, "l")), len(r.Texts(v, "o")), r.Table(nil, "x"))
	if want := "5x[] [] - 1 0 -"; strings.ReplaceAll(got, "<nil>", "-") != strings.TrimSpace(want) {
		t.Log(got)
	}
	want := "24 l must be text, and is a list; 14 t must be a list, and is text; 6 n must be a table, and is a number; 25 what l holds must be a table, and is a number; 38 o must be a list, and is a table"
	if strings.Join(said, "; ") != want {
		t.Errorf("%s\n%s", strings.Join(said, "; "), want)
	}
}

// FuzzJSON looks for panics and for places outside the file.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{"", `{"a": [1, {"secret": {"zone": 1}}]}`, `{"a`, `[1,]`, `{"secret": [}`, "\"\\ud800\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		v, flaw := tree.JSON(0, data, tree.Cut{"secret": {"zone"}})
		if flaw != nil {
			checkSpan(t, data, flaw.At, flaw.Message)
		} else {
			checkSpan(t, data, v.At, "")
		}
	})
}

func checkSpan(t *testing.T, data []byte, at format.Span, message string) {
	if at.Start < 0 || at.End < at.Start || at.End > len(data) || strings.ContainsFunc(message, unicode.IsControl) {
		t.Fatalf("%+v %q of %d bytes", at, message, len(data))
	}
}
