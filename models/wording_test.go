package models_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// What a parser stumbles over is told in the program's own words, for every kind of
// stumble that there is.
func TestParsersAreNotQuoted(t *testing.T) {
	for _, c := range []struct{ file, text, want string }{
		{"m.toml", "[service.web\nname = 1\n", `"]" is missing here, or a name holds what it may not`},
		{"m.toml", "[[web]x]\n", "this header does not end"},
		{"m.toml", "[]\n", "a name is missing in this header"},
		{"m.toml", "[service..web]\n", "a name is missing in this header"},
		{"m.toml", "= 3\n", "a key is missing here"},
		{"m.toml", ".a = 3\n", "a name is missing here, before the dot"},
		{"m.toml", "a..b = 3\n", "a name is missing here, before the dot"},
		{"m.toml", "a. = 3\n", `a name is missing here, before "="`},
		{"m.toml", "[power.a]\nname", `a key without "="`},
		{"m.toml", "[power.a]\nname\n", `"=" is missing here`},
		{"m.toml", "name \"x\"\n", `"=" is missing here`},
		{"m.toml", "name = web\n", "a value is missing here"},
		{"m.toml", "name =\n", "a value is missing here"},
		{"m.toml", "name =", "a value is missing here"},
		{"m.toml", "a = .5\n", "a number starts with a digit"},
		{"m.toml", "a = [,]\n", "a comma stands here without a value before it"},
		{"m.toml", "a = [1 2]\n", `"," or "]" is missing here`},
		{"m.toml", "a = {b = 1 c = 2}\n", `"," or "}" is missing here`},
		{"m.toml", "a = 1 b = 2\n", "more follows on this line, where it should end"},
		{"m.toml", `a = "\u12"` + "\n", `\x, \u and \U are followed by 2, 4 or 8 hexadecimal digits`},
		{"m.toml", `a = "C:\Temp"` + "\n", "a backslash starts no escape here"},
		{"m.toml", `a = "\ud800"` + "\n", "this escape stands for no character"},
		{"m.toml", "a = \"x\n", "this text does not end on its line"},
		{"m.toml", "a = 01\n", "a number starts with no needless zero"},
		{"m.toml", "a = 1__0\n", "underscores stand between digits only"},
		{"m.toml", "a = 1e400\n", "this number is too large"},
		{"m.toml", "a = 9223372036854775808\n", "this number is too large"},
		{"m.toml", "a = +0x1\n", "a number with 0x, 0o or 0b has no sign"},
		{"m.toml", "a = 1.\n", "this is not a number"},
		{"m.toml", "a = -x\n", "this is not a number"},
		{"m.toml", "a = 0b2\n", "this is not a binary number"},
		{"m.toml", "a = 0o9\n", "this is not an octal number"},
		{"m.toml", "a = 0xg\n", "this is not a hexadecimal number"},
		{"m.toml", "a = 2021-13-01\n", "this is not a date or a time"},
		{"m.toml", "[power.a]\n[[power.a]]\n", "a table and a list of tables go by one name"},
		{"m.jsonl", `{"id" "a"}`, `":" is missing here, between a key and its value`},
		{"m.jsonl", `{"id":"a" "b":1}`, `"," or "}" is missing here`},
		{"m.jsonl", `{"id":["a" "b"]}`, `"," or "]" is missing here`},
		{"m.jsonl", `{"id":tru}`, "this is neither true nor false"},
		{"m.jsonl", `{id:"a"}`, "no key and no value starts like this"},
		{"m.jsonl", `{1:"a"}`, "a key stands in quotes"},
		{"m.jsonl", "{\"id\":\"\x01\"}", "a control character"},
		{"m.jsonl", `{"id":1.}`, "this is not a number"},
		{"m.jsonl", `{"id":"\ud800\u0041"}`, "this escape is half a character"},
		{"m.jsonl", `{"id":"\q"}`, "a backslash starts no escape here"},
		{"m.jsonl", "{\"id\":\"\xff\"}", "a byte that is not UTF-8"},
		{"m.jsonl", `{"id":"a"]`, `"," or "}" is missing here`},
		{"m.jsonl", `{"id":`, "the line ends too early"},
		{"m.xml", "<a>", "the file ends too early"},
		{"m.xml", "<a></b></a>", "</b> stands here, and <a> is open"},
		{"m.xml", "</a>", "nothing is open that this could close"},
		{"m.xml", "<opsa-mef>\x01</opsa-mef>", "control character U+0001"},
		{"m.xml", "<opsa-mef>]]></opsa-mef>", "]]> may not stand in text"},
		{"m.xml", "<opsa-mef><!-- a -- b --></opsa-mef>", "two hyphens may not stand within a comment"},
		{"m.xml", "<opsa-mef><!- a --></opsa-mef>", "a comment starts with <!--"},
		{"m.xml", "<opsa-mef><![X[]]></opsa-mef>", "this starts neither a comment nor CDATA"},
		{"m.xml", "<opsa-mef>&nbsp;</opsa-mef>", "& starts no entity that is known"},
		{"m.xml", "<opsa-mef>\xff</opsa-mef>", "a byte that is not UTF-8"},
		{"m.xml", "<opsa-mef>< a/></opsa-mef>", "the name of an element is missing here"},
		{"m.xml", "<opsa-mef></opsa-mef x>", "a closing tag holds a name and nothing else"},
		{"m.xml", "<opsa-mef><? ?></opsa-mef>", "a name is missing after <?"},
		{"m.xml", "<?xml version=\"2.0\"?><opsa-mef/>", "only XML 1.0 is read"},
		{"m.xml", "<opsa-mef / >", "a tag ends with /> or >"},
		{"m.xml", "<opsa-mef =\"1\"/>", "the name of an attribute is missing here"},
		{"m.xml", "<opsa-mef a/>", "an attribute has no value"},
		{"m.xml", "<opsa-mef a=b/>", "the value of an attribute stands in quotes"},
		{"m.xml", "<opsa-mef a=\"<\"/>", "< may not stand in a value"},
		{"m.xml", "<a:b xmlns:a=\"u\"></c:b>", "this closes another element than the last one opened"},
	} {
		format := map[string]string{"m.toml": "TOML", "m.jsonl": "JSON", "m.xml": "XML"}[c.file]
		want := fmt.Sprintf("this is not valid %s: %s", format, c.want)
		problems := problemsOf(t, c.file, c.text)
		if !slices.ContainsFunc(problems, func(p models.Problem) bool { return p.Message == want }) {
			t.Errorf("%q: %v, want %q", c.text, problems, want)
		}
	}
}
