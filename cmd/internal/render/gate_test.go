package render_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/result"
)

// hostile is an answer whose every text of a model wants to break out.
func hostile() *result.Gate {
	evil := "<b>\"]]>&\x1b[31m\u202e|\n=1"
	share, users, out := 0.5, 10.0, int64(7)
	o := result.Outcome{Failed: []string{"a", "b"}, Node: "svc@a", Level: "down", ShareDown: &share, UsersDown: result.UsersOf(&users), OutageS: &out}
	v := result.Violation{Policy: "p", Outcome: o, Breaks: []result.Break{"worst"}, Blame: result.Place{Requirement: evil, File: "a folder/모델.toml", Line: 3}, Fingerprint: "f"}
	known := v
	known.Known, known.Blame.File, known.Fingerprint = true, "/abs/m.toml", "g"
	gone := v
	gone.Policy, gone.Blame = "was", result.Place{}
	return &result.Gate{Header: result.Header{Model: result.Model{Title: evil, SHA256: strings.Repeat("0", 64)}}, Gone: []result.Violation{gone}, Baseline: &result.Compared{New: 1, Accepted: 1, Gone: 1},
		Policies: []result.Policy{{ID: "p", Names: result.Names{"": evil}, Protect: evil, Against: evil, Worst: &o, Violated: 2, Violations: []result.Violation{v, known}}}}
}

// sarifObject is what the published schema (OASIS, SARIF 2.1.0, errata 01) says
// of an object that a gate writes: which keys it requires, and which of its keys
// are written here, with what they hold.
type sarifObject struct {
	required []string
	keys     map[string]string // "" for text, "int", "[]x" and "x" for objects, "a|b" for one of several words
}

var sarifSchema = map[string]sarifObject{
	"log":      {[]string{"version", "runs"}, map[string]string{"$schema": "", "version": "2.1.0|", "runs": "[]run"}},
	"run":      {[]string{"tool"}, map[string]string{"tool": "tool", "columnKind": "utf16CodeUnits|unicodeCodePoints", "results": "[]result"}},
	"tool":     {[]string{"driver"}, map[string]string{"driver": "driver"}},
	"driver":   {[]string{"name"}, map[string]string{"name": "", "version": "", "rules": "[]rule"}},
	"rule":     {[]string{"id"}, map[string]string{"id": "", "shortDescription": "text", "fullDescription": "text"}},
	"text":     {[]string{"text"}, map[string]string{"text": ""}},
	"result":   {[]string{"message"}, map[string]string{"ruleId": "", "ruleIndex": "int", "level": "none|note|warning|error", "message": "text", "locations": "[]location", "partialFingerprints": "texts", "baselineState": "new|unchanged|updated|absent"}},
	"location": {nil, map[string]string{"physicalLocation": "physical"}},
	"physical": {[]string{"artifactLocation"}, map[string]string{"artifactLocation": "artifact", "region": "region"}},
	"artifact": {nil, map[string]string{"uri": "uri"}},
	"region":   {nil, map[string]string{"startLine": "int"}},
}

// checkSARIF says what is wrong with a value that shall be of a kind, or "".
func checkSARIF(kind string, value any) string {
	if of, list := strings.CutPrefix(kind, "[]"); list {
		items, ok := value.([]any)
		for i, item := range items {
			if diff := checkSARIF(of, item); diff != "" {
				return fmt.Sprintf("[%d]%s", i, diff)
			}
		}
		return map[bool]string{false: " is no list"}[ok]
	}
	if object, ok := sarifSchema[kind]; ok {
		return object.check(value)
	}
	ok := false
	switch v := value.(type) {
	case string:
		ok = kind == "" || kind == "uri" && !strings.ContainsAny(v, " \\") || strings.Contains(kind, "|") && v != "" && slices.Contains(strings.Split(kind, "|"), v)
	case float64:
		ok = kind == "int" && v == float64(int(v)) && v >= 0
	case map[string]any:
		ok = kind == "texts"
		for _, x := range v {
			_, isText := x.(string)
			ok = ok && isText
		}
	}
	return map[bool]string{false: fmt.Sprintf(" is no %q: %v", kind, value)}[ok]
}

func (o sarifObject) check(value any) string {
	keys, ok := value.(map[string]any)
	if !ok {
		return " is no object"
	}
	for _, r := range o.required {
		if _, ok := keys[r]; !ok {
			return " lacks " + r
		}
	}
	for k, v := range keys {
		kind, ok := o.keys[k]
		if !ok {
			return " must not have " + k
		}
		if diff := checkSARIF(kind, v); diff != "" {
			return "." + k + diff
		}
	}
	return ""
}

func TestSARIF(t *testing.T) {
	var b bytes.Buffer
	if err := (render.Gate{Answer: hostile()}).SARIF(&b); err != nil {
		t.Fatal(err)
	}
	var log any
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	if diff := checkSARIF("log", log); diff != "" {
		t.Errorf("log%s", diff)
	}
	for _, want := range []string{`"uri": "a%20folder/%EB%AA%A8%EB%8D%B8.toml"`, `"uri": "file:///abs/m.toml"`, `"baselineState": "new"`, `"baselineState": "unchanged"`, `"baselineState": "absent"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("it lacks %s:\n%s", want, b.String())
		}
	}
}

func TestGateIsEscaped(t *testing.T) {
	p := render.Gate{Answer: hostile()}
	var text, markdown, junit bytes.Buffer
	if err := p.Text(&text, render.Screen{}); err != nil {
		t.Fatal(err)
	}
	if err := p.Markdown(&markdown); err != nil {
		t.Fatal(err)
	}
	if err := p.JUnit(&junit); err != nil {
		t.Fatal(err)
	}
	for name, out := range map[string]string{"text": text.String(), "markdown": markdown.String(), "junit": junit.String()} {
		if strings.ContainsAny(out, "\x1b\u202e") {
			t.Errorf("%s lets control characters through:\n%s", name, out)
		}
	}
	if strings.Contains(markdown.String(), "<b>") {
		t.Errorf("markup gets through:\n%s", markdown.String())
	}
	var suites struct {
		Failures int `xml:"failures,attr"`
		Cases    []struct {
			Failure *struct{} `xml:"failure"`
		} `xml:"testsuite>testcase"`
	}
	if err := xml.Unmarshal(junit.Bytes(), &suites); err != nil || suites.Failures != 1 || len(suites.Cases) != 1 || suites.Cases[0].Failure == nil {
		t.Errorf("%v: %+v\n%s", err, suites, junit.String())
	}
}

// TestConsequence reads every sort of outcome in both languages: how bad, for how
// long and for how many, each said once.
func TestConsequence(t *testing.T) {
	number := func(x float64) *float64 { return &x }
	seconds := func(x int64) *int64 { return &x }
	for _, tt := range []struct {
		o      result.Outcome
		en, ko string
	}{
		{result.Outcome{Level: "down", ShareDown: number(1), UsersDown: result.UsersOf(number(190)), OutageS: seconds(86400)}, "down for 1d, 190 users", "1d 동안 중단, 이용자 190명"},
		{result.Outcome{Level: "down", ShareDown: number(1), OutageS: seconds(0)}, "down", "중단"},
		{result.Outcome{Level: "down", Endless: true}, "down for good", "끝없이 중단"},
		{result.Outcome{Level: "degraded", ShareDown: number(0.4), UsersDown: result.UsersOf(number(400)), OutageS: seconds(60)}, "partial, 40.0% down for 1m, 400 users", "부분 중단, 40.0% 1m 동안 중단, 이용자 400명"},
		{result.Outcome{Level: "degraded", ShareDown: number(0.4)}, "partial, 40.0% down", "부분 중단, 40.0% 중단"},
		{result.Outcome{Level: "degraded", ShareDown: number(0), OutageS: seconds(10)}, "degraded, down for 10s", "저하, 10s 동안 중단"},
		{result.Outcome{Level: "up", OutageS: seconds(10)}, "down for 10s", "10s 동안 중단"},
		{result.Outcome{Level: "up", OutageS: seconds(0)}, "up", "정상"},
	} {
		tt.o.Node, tt.o.Failed = "n", []string{"f"}
		g := &result.Gate{Policies: []result.Policy{{ID: "p", Worst: &tt.o, Violated: 1, Violations: []result.Violation{{Outcome: tt.o}}}}}
		for lang, want := range map[string]string{"en": tt.en, "ko": tt.ko} {
			var b bytes.Buffer
			if err := (render.Gate{Answer: g, Lang: lang}).Text(&b, render.Screen{Width: 200}); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), "n: "+want+"\n") {
				t.Errorf("%s: want %q in\n%s", lang, want, b.String())
			}
			if strings.Contains(b.String(), "p · ") || strings.Count(b.String(), "p: ") != 1 { // the title of its violations
				t.Errorf("the policy's id is said twice:\n%s", b.String())
			}
			if strings.Contains(b.String(), "-, ") {
				t.Errorf("the model has no title:\n%s", b.String())
			}
		}
	}
}
