package redact_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/internal/modeltest"
	"github.com/meoktong/meoktong/models/redact"
)

// lines is a model of carriers with these ids, each at a site of its own, and of a
// service that needs them all in this order.
func lines(t *testing.T, ids ...string) *models.Model {
	t.Helper()
	text, needs := "", []string{}
	for _, id := range ids {
		text += fmt.Sprintf("[carrier.%s]\nsite = \"site of %s\"\n", id, id)
		needs = append(needs, fmt.Sprintf("%q", id))
	}
	return modeltest.Load(t, text+"[service.s]\nneeds = ["+strings.Join(needs, ", ")+"]\n")
}

// called returns what stands for the carriers of lines, in their order.
func called(m *models.Model) []string {
	var out []string
	for _, r := range m.Node("service-01").Needs {
		out = append(out, r.On, m.Node(r.On).Site)
	}
	return out
}

// reread writes a key and reads it.
func reread(t *testing.T, key *redact.Key) *redact.Key {
	t.Helper()
	var b bytes.Buffer
	if err := key.Write(&b); err != nil {
		t.Fatal(err)
	}
	again, err := redact.ReadKey("key.json", bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var c bytes.Buffer
	if err := again.Write(&c); err != nil || b.String() != c.String() {
		t.Fatalf("read and written again it is another: %v\n%s\n%s", err, b.String(), c.String())
	}
	return again
}

// TestKeyKeepsNames: with a key the next version of a model has the same
// pseudonyms, new elements get new numbers, and those of removed ones are given to
// nobody else.
func TestKeyKeepsNames(t *testing.T) {
	key := &redact.Key{}
	first := called(redact.Model(lines(t, "b", "c", "d"), key))
	key = reread(t, key)
	second := called(redact.Model(lines(t, "aaa", "b", "c", "d"), key))
	if !slices.Equal(second[2:], first) || second[0] != "carrier-04" || second[1] != "site-04" {
		t.Errorf("%q became %q with one more", first, second)
	}
	key = reread(t, key)
	third := called(redact.Model(lines(t, "b", "zz"), key))
	if !slices.Equal(third[:2], first[:2]) || third[2] != "carrier-05" {
		t.Errorf("%q became %q with others", first, third)
	}
	key = reread(t, key)
	if fourth := called(redact.Model(lines(t, "aaa", "b", "c", "d"), key)); !slices.Equal(fourth, second) {
		t.Errorf("%q became %q when all came back", second, fourth)
	}
}

// TestOrderTellsNothing: numbers do not follow the alphabet, nor another order
// that can be known without the model's files.
func TestOrderTellsNothing(t *testing.T) {
	var ids []string
	for c := 'a'; c <= 'z'; c++ {
		ids = append(ids, "line-"+string(c))
	}
	m := lines(t, ids...)
	got := called(redact.Model(m, nil))
	if again := called(redact.Model(m, nil)); !slices.Equal(again, got) {
		t.Errorf("the same model gave %q and %q", got, again)
	}
	other := called(redact.Model(lines(t, append(slices.Clone(ids), "other")...), nil))
	rises, same := 0, 0
	for i := 2; i < len(got); i += 2 {
		if got[i] > got[i-2] {
			rises++
		}
		if got[i] == other[i] {
			same++
		}
	}
	if rises < 6 || rises > 19 { // of 25; the alphabet gives 25
		t.Errorf("%d numbers of 25 rise with the alphabet: %q", rises, got)
	}
	if same > 6 {
		t.Errorf("%d of 26 numbers are those of a model with another file", same)
	}
}

// TestHostileKey: nothing of a key is believed, and the line says what is wrong.
func TestHostileKey(t *testing.T) {
	names := func(s string) string { return "{\"schema\": \"meoktong.key/1\",\n \"names\": {\n" + s + "\n}}" }
	for text, want := range map[string]string{
		"":                                     "k:1: this is no JSON",
		"[1]":                                  "k:1: an object is wanted",
		"{\n\n\"names\": {}":                   "k:3: this is no JSON, or it ends too early",
		`{}`:                                   "k:1: a key has the schema",
		`{"schema": "meoktong.x"}`:             "the schema is",
		`{"schema": 1}`:                        "a text is wanted",
		"{\"more\":\n1}":                       `k:1: a key has no "more"`,
		names("") + "\n{}":                     "k:5: something follows",
		names(`"carrier": []`):                 "k:3: an object is wanted",
		names("\"car\":\n{}"):                  `"car" is no class`,
		names(`"kind-1": {}`):                  `"kind-1" is no class`,
		names(`"carrier": {"":"carrier-01"}`):  "a name is empty",
		names(`"carrier": {"a":"<script>"}`):   "is no pseudonym",
		names(`"carrier": {"a":"carrier-1"}`):  "is no pseudonym",
		names(`"carrier": {"a":"carrier-00"}`): "is no pseudonym",
		names(`"carrier": {"a":"carrier-+1"}`): "is no pseudonym",
		names(`"carrier": {"a":"carrier-0000000000000000000000001"}`):         "is no pseudonym",
		names(`"carrier": {"a":"carrier-999999999"}`):                         "is no pseudonym",
		names(`"carrier": {"a":"service-01"}`):                                "is no pseudonym",
		names("\"carrier\": {\"a\":\"carrier-01\",\n\"b\":\"carrier-01\"}"):   `k:4: "carrier-01" stands for "a" already`,
		names("\"carrier\": {\"a\":\"carrier-01\",\n\n\"a\":\"carrier-02\"}"): `k:5: "a" stands here twice`,
		names("\"carrier\": {},\n\"carrier\": {}"):                            `k:4: "carrier" stands here twice`,
		names(`"carrier": {"a": {"b": "carrier-01"}}`):                        "a text is wanted",
		strings.Repeat("[", 100_000):                                          "an object is wanted",
	} {
		_, err := redact.ReadKey("k", strings.NewReader(text))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", text, err, want)
		}
	}
	if _, err := redact.ReadKey("k", strings.NewReader(names(`"carrier": {"a\u0000\n":"carrier-100"}, "kind-01": {"t": "kind-01-01"}`))); err != nil {
		t.Errorf("a strange name is none the less one: %v", err)
	}
	if _, err := redact.ReadKey("k", endless{}); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("a key without end: %v", err)
	}
}

// endless is a file of spaces.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}
