package formats_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/formats/format"
)

// sample is a file in the README, with its name behind the language of the fence, and the
// model that it says comes of it.
var sample = regexp.MustCompile("(?s)```\\w+ (\\S+)\n(.*?)```\n\nbecomes\n\n```toml\n(.*?)```")

// TestReadme reads the sample of every section that has one.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	to, _ := formats.Named("toml", formats.Writable())
	for _, section := range strings.Split(string(text), "\n## ")[1:] {
		name, _, _ := strings.Cut(section, "\n")
		from, ok := formats.Named(name, formats.Foreign())
		if !ok {
			t.Errorf("there is no format %s", name)
			continue
		}
		for _, m := range sample.FindAllStringSubmatch(section, -1) {
			var b strings.Builder
			doc := from.Read([]format.File{{Name: m[1], Data: []byte(m[2])}}, format.Options{})
			if _, err := to.Write(&b, doc.Elements); err != nil || len(doc.Flaws) > 0 || b.String() != m[3] {
				t.Errorf("%s: %v %+v, became\n%s", m[1], err, doc.Flaws, b.String())
			}
			if of, ok := formats.Of(m[1], []byte(m[2])); !ok || of.Name != name {
				t.Errorf("%s is taken for %s", m[1], of.Name)
			}
		}
	}
}
