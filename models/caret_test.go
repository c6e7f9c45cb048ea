package models_test

import (
	"testing"
)

// A caret marks what is wrong and nothing else, whatever stands before it.
func TestCarets(t *testing.T) {
	tests := []struct{ name, file, model, marked string }{
		{"key", "m.toml", "[service.a]\n  nme = 1\n", `nme`},
		{"quoted key", "m.toml", "[service.a]\n\"n\\u0061mes\" . 'x' = 1\n", `"n\u0061mes"`},
		{"dotted key", "m.toml", "[service]\na.nme = 1\n", `nme`},
		{"header", "m.toml", "[ service . A ]\n", `A`},
		{"kind in a header", "m.toml", "[ servce . a ]\n", `servce`},
		{"number", "m.toml", "[service.a]\nusers = -1_000.5 # users\n", `-1_000.5`},
		{"date", "m.toml", "[service.a]\nname = 2024-01-01 00:00:00\n", `2024-01-01 00:00:00`},
		{"boolean", "m.toml", "[service.a]\nname =\ttrue\n", `true`},
		{"literal text", "m.toml", "[service.a]\nfails = 'no'\n", `'no'`},
		{"list", "m.toml", "[service.a]\nneeds = [ # [\n  \"b\", [ \"c\" ],\n]\n[power.b]\n", `[`},
		{"table", "m.toml", "[service.a]\nneeds = [[], { x = 1 }]\n", `[`},
		{"after Hangul", "m.toml", "[service.a]\nname = { ko = \"한글 이름\", e = \"x\" }\n", `e`},
		{"Hangul", "m.toml", "[service.a]\nneeds = [\"웹\", \"서비스\"]\n", `"웹"`},
		{"after a tab and wide characters", "m.toml", "[service.a]\n\tname = { ko = \"👩‍👩‍👧 ＡＢ\", en = 1 }\n", `1`},
		{"Windows line end", "m.toml", "[service.a]\r\nneeds = [\r\n\t\"b\",\r\n]\r\n", `"b"`},
		{"first line of several", "m.toml", "[service.a]\nrecovery = \"\"\"1h\r\n2h\"\"\"\n", `"""1h`},
		{"behind a text of several lines", "m.toml", "[service.a]\nneeds = [\"\"\"\nb\"\"\", 3]\n[power.b]\n", `3`},
		{"JSON key", "m.jsonl", `{"id": "a", "kind": "power", "n\u0061mes" : "x"}`, `"n\u0061mes"`},
		{"JSON text", "m.jsonl", `{"id": "a", "kind": "power", "name": "\ud83d\ude00 한글", "needs": [ "\u0062" ]}`, `"\u0062"`},
		{"JSON number", "m.jsonl", `{"id": "a", "kind": "power", "criticality": -1.50e3}`, `-1.50e3`},
		{"JSON list", "m.jsonl", `{"id": "a", "kind": "power", "name": [1]}`, `[`},
		{"JSON object", "m.jsonl", `{"id": "a", "kind": "power", "needs": [{ }]}`, `{`},
		{"JSON boolean", "m.jsonl", `{"id": "a", "kind": "power", "name":true}`, `true`},
		{"JSON null", "m.jsonl", `{"id": "a", "kind": "power", "name": null}`, `n`},
	}
	for _, c := range tests {
		problems := problemsOf(t, c.file, c.model)
		if len(problems) == 0 {
			t.Errorf("%s: no problem", c.name)
			continue
		}
		p := problems[0]
		line := []rune(p.Text)
		if got := string(line[p.Column-1 : p.Column-1+p.Width]); got != c.marked {
			t.Errorf("%s: %v marks %q, not %q", c.name, p, got, c.marked)
		}
	}
}
