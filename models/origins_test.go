package models_test

import (
	"encoding/binary"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/meoktong/meoktong/models"
)

// utf16Of is text as a Windows shell saves it.
func utf16Of(text string) string {
	out := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return string(out)
}

// The same words as typed, and taken apart as a Mac's files have them.
const (
	typed = "카카오"
	apart = "\u110f\u1161\u110f\u1161\u110b\u1169"
)

// TestSeveral makes one model of several files, folders and the standard input.
func TestSeveral(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.toml": "[equipment.a]\n", "b.TOML": "[equipment.b]\nneeds = [\"c\"]\n", "c.jsonl": "{\"id\": \"c\", \"kind\": \"equipment\"}\n{\"id\": \"d\", \"kind\": \"rack\"}\n",
		"e.JSONL": "{\"id\": \"rack\", \"kind\": \"kind\"}\n{\"id\": \"e\", \"kind\": \"rack\", \"needs\": [\"d\"]}\n", "more.txt": "# more\n[equipment.a]\n",
		"folder/f.Toml": "[equipment.f]\n", "folder/notes.yaml": "a: b\n", "folder/README.md": "", "folder/SOURCES.md": "", "folder/.git/x": "", "folder/in/g.jsonl": "{}", "folder/variants/v.toml": "[equipment.v]\n",
		"again.toml": "[equipment.a]\n", "utf16.txt": utf16Of("[equipment.u]\n"), "over.toml": "[equipment.c]\nname = \"C\"\n[equipment.z]\n",
	})
	for _, c := range []struct{ paths, with, stdin, want string }{
		{"a.toml b.TOML c.jsonl e.JSONL", "", "", "a b c d e"},
		{"e.JSONL c.jsonl", "", "", "c d e"},
		{"e.JSONL c.jsonl b.TOML", "over.toml", "", "b c d e z"},
		{"folder a.toml", "variant:v", "", "a f v"},
		{"more.txt", "", "", "a"},
		{"utf16.txt", "", "", "u"},
		{"- a.toml", "", "[equipment.s]\nneeds = [\"a\"]\n", "a s"},
		{"-", "", "{\"id\": \"s\", \"kind\": \"equipment\"}\n", "s"},
		{"-", "", utf16Of("<opsa-mef><define-basic-event name=\"x\"/></opsa-mef>"), "x"},
		{"a.toml a.toml", "", "", `a.toml" is given twice`},
		{"a.toml again.toml", "", "", `again.toml" is given twice; it says the same as a.toml`},
		{"a.toml more.txt", "", "", `more.txt:2:12: error: "a" is defined twice; first as [equipment.a] at a.toml:1`},
		{"c.jsonl e.JSONL -", "", "[equipment.c]\n", `c.jsonl:1:8: error: "c" is defined twice; first on line 1 of stdin`},
		{"a.toml", "variant:v", "", `the model has no variant "v"`},
		{"folder/notes.yaml", "", "", `notes.yaml" is no model file; a model is a .toml file`},
		{"-", "", "", `the standard input is no model; a model is a .toml file`},
		{"-", "", "[equipment.a]\nneds = 1\n", `stdin:2:1: error: unknown key "neds"; did you mean "needs"?`},
		{"-", "", "[equipment.a]\nname = \"\xff\"\n", `stdin:2:9: error: byte 0xff is not valid UTF-8`},
	} {
		var req models.Request
		for i, p := range strings.Fields(c.paths) {
			if p != models.StandardInput {
				p = filepath.Join(dir, p)
			}
			if i == 0 {
				req.Path = p
			} else {
				req.More = append(req.More, p)
			}
		}
		if c.with != "" {
			req.With = []string{strings.Replace(c.with, "over.", dir+"/over.", 1)}
		}
		req.Stdin = strings.NewReader(c.stdin)
		m, err := models.Load(req)
		if err != nil {
			if got := strings.ReplaceAll(err.Error(), dir+"/", ""); !strings.Contains(got, c.want) {
				t.Errorf("%s: %s", c.paths, got)
			}
		} else if got := ids(m); got != c.want {
			t.Errorf("%s: %s", c.paths, got)
		} else if strings.HasPrefix(c.paths, "folder") && !slices.Equal(m.PassedOver, []string{dir + "/folder/in/g.jsonl", dir + "/folder/notes.yaml"}) {
			t.Errorf("passed over: %v", m.PassedOver)
		}
	}
}

// TestNormal reads the same words written in two ways, in a file, by escapes, in other
// formats and in selectors.
func TestNormal(t *testing.T) {
	escaped := `\u110f\u1161\u110f\u1161\u110b\u1169`
	for name, c := range map[string]struct{ file, text string }{
		"apart":            {"m.toml", "[carrier.a]\noperator = \"" + apart + "\"\nname = \"" + apart + "\"\n"},
		"escaped":          {"m.toml", "[carrier.a]\noperator = \"" + escaped + "\"\nname = \"" + escaped + "\"\n"},
		"lines":            {"m.jsonl", `{"id": "a", "kind": "carrier", "operator": "` + apart + `", "name": "` + apart + `"}`},
		"escaped in lines": {"m.jsonl", `{"id": "a", "kind": "carrier", "operator": "` + escaped + `", "name": "` + escaped + `"}`},
		"in UTF-16":        {"m.toml", utf16Of("[carrier.a]\noperator = \"" + apart + "\"\nname = \"" + apart + "\"\n")},
	} {
		m, err := loadText(c.file, c.text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if m.Nodes[0].Operator != typed || m.Nodes[0].Name[""] != typed {
			t.Errorf("%s: %q", name, m.Nodes[0].Operator)
		}
		for _, word := range []string{typed, apart} {
			if got, err := m.Select("operator:" + word); err != nil || len(got) != 1 {
				t.Errorf("%s: %v, %v", name, got, err)
			}
		}
	}
}
