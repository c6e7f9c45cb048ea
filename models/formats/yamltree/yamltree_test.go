package yamltree_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/models/formats/yamltree"
)

func Example() {
	f := yamltree.Read([]byte("base: &base {a: 1, b: 2}\nmine:\n  <<: *base\n  b: [x, y]\n"), 0)
	for _, doc := range f.Documents() {
		for k, v := range doc.Get("mine").Pairs() {
			fmt.Println(k.Text(), v.Text(), v.IsList(), k.Span())
		}
		fmt.Println(doc.Get("mine", "a").Text(), doc.Get("mine", "b").Text() == "", doc.Get("mine", "c", "d").Missing())
	}
	// Output:
	// b  true {0 45 46}
	// a 1 false {0 13 14}
	// 1 true true
}

// TestMerges has the nearest word, and keeps away from tables that merge with themselves.
func TestMerges(t *testing.T) {
	for said, want := range map[string]string{
		"x: &x {k: 1}\ny: &y {k: 2, l: 3}\nv: {<<: [*x, *y]}":   "k=1 l=3",
		"x: &x {k: 1}\nv: {k: 0, <<: *x}":                       "k=0",
		"x: &x {k: 1}\ny: &y {<<: *x, l: 2}\nv: {<<: *y}":       "l=2 k=1",
		"v: &v {<<: *v, k: 1}":                                  "k=1",
		"x: &x [1]\nv: {<<: *x, k: 1}":                          "k=1",
		"v: {k: ~, \"<<\": 1}":                                  "k= <<=1",
		"v: {k: {}, k: 2}":                                      "k= duplicate",
		"x: &x {k: 1}\ny: &y {k: 2}\nv: {<<: *x, <<: *y, l: 1}": "l=1 k=1",
	} {
		f := yamltree.Read([]byte(said), 0)
		var got []string
		for k, v := range f.Documents()[0].Get("v").Pairs() {
			got = append(got, k.Text()+"="+v.Text())
		}
		for _, flaw := range f.Flaws() {
			got = append(got, flaw.Code)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, not %s", said, got, want)
		}
	}
}

// TestSpans finds values behind letters of several bytes, and far in a long line.
func TestSpans(t *testing.T) {
	long := "a: [" + strings.Repeat("'한글 ' , ", 1000) + "here]\nb: 'é' \n한: {두: there}\n"
	f := yamltree.Read([]byte(long), 3)
	doc := f.Documents()[0]
	for v := range doc.Get("a").Items() {
		if s := v.Span(); v.Text() == "here" && (long[s.Start:s.End] != "here" || s.File != 3) {
			t.Errorf("%+v: %s", s, long[s.Start:s.End])
		}
	}
	if s := doc.Get("한", "두").Span(); long[s.Start:s.End] != "there" {
		t.Errorf("%+v: %q", s, long[s.Start:s.End])
	}
}

// TestFlaws says where a file is no YAML.
func TestFlaws(t *testing.T) {
	for said, want := range map[string]string{
		"a: [":                      "4 this is no YAML: did not find expected node content",
		"a:\n\tb: 1":                "3 this is no YAML: found character that cannot start any token",
		"a: *x":                     "3 this is no YAML: unknown anchor 'x' referenced",
		"a: \x01":                   "0 this is no YAML: control characters are not allowed (value: 1)",
		strings.Repeat("[", 20_000): "10000 this is no YAML: exceeded max depth of 10000",
	} {
		f := yamltree.Read([]byte("ok: 1\n---\n"+said), 0)
		if len(f.Flaws()) != 1 || len(f.Documents()) > 1 {
			t.Fatalf("%.20s: %+v", said, f.Flaws())
		}
		if got := fmt.Sprint(max(0, f.Flaws()[0].At.Start-10), " ", f.Flaws()[0].Message); got != want {
			t.Errorf("%.20s: %s", said, got)
		}
	}
}

// TestBomb stops where aliases say more than a machine holds.
func TestBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 {k: v}\n")
	for i := range 30 {
		fmt.Fprintf(&b, "a%d: &a%d {<<: [%s]}\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
	}
	f := yamltree.Read([]byte(b.String()), 0)
	start := time.Now()
	for range f.Documents()[0].Get("a30").Pairs() {
	}
	if len(f.Flaws()) != 1 || f.Flaws()[0].Code != "too-large" || time.Since(start) > time.Minute {
		t.Errorf("%+v in %s", f.Flaws(), time.Since(start))
	}
	if !f.Documents()[0].Get("a29", "none").Missing() {
		t.Error("found")
	}
}

// TestTooMany refuses a file whose values would fill the memory, before they do.
func TestTooMany(t *testing.T) {
	f := yamltree.Read([]byte("["+strings.Repeat(",", 6_000_000)), 0)
	if len(f.Flaws()) != 1 || f.Flaws()[0].Code != "too-large" {
		t.Errorf("%+v", f.Flaws())
	}
}

// FuzzRead looks for panics, and for spans outside the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte("a: &a {<<: *a, b: [*a, 1, ~]}\n--- !x\n- 'é'\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := yamltree.Read(data, 0)
		check := func(v yamltree.Value) {
			if s := v.Span(); s.Start < 0 || s.End < s.Start || s.End > len(data) {
				t.Fatalf("%+v of %d", s, len(data))
			}
		}
		for _, doc := range file.Documents() {
			check(doc)
			for k, v := range doc.Pairs() {
				check(k)
				check(v)
				check(doc.Get(k.Text()))
			}
			for v := range doc.Items() {
				check(v)
				_ = v.Missing() && v.Tag() == "" && v.Text() == ""
			}
		}
		for _, flaw := range file.Flaws() {
			if flaw.At.Start < 0 || flaw.At.End < flaw.At.Start || flaw.At.End > len(data) {
				t.Fatalf("%+v", flaw)
			}
		}
	})
}
