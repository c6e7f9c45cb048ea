// Package backstage reads Backstage software catalogues: the catalog-info.yaml files that
// say of components, APIs and resources what they depend on, who owns them and what system
// they belong to.
package backstage

import (
	"regexp"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// MaxBytes bounds a file.
const MaxBytes = 16 << 20

// Format is Backstage as one of the formats of models. It is only read.
func Format() format.Format {
	return format.Format{
		Name: "backstage", Endings: []string{".yaml", ".yml"}, MaxBytes: MaxBytes, Joins: true,
		Words: format.Words{Noun: "Backstage catalogue", Rule: "a Backstage catalogue is a .yaml file whose entities have an apiVersion of backstage.io",
			What: "Backstage catalogues (catalog-info.yaml), several files as one"},
		Sniff: func(data []byte) bool { return version.Match(data) },
		Read:  func(files []format.File, _ format.Options) *format.Document { return read(files) },
	}
}

// version is the apiVersion of an entity, at the start of a line.
var version = regexp.MustCompile(`(?m)^["']?apiVersion["']?[ \t]*:[ \t]*["']?backstage\.io/`)

// read makes a model of files: entities first, then what they need.
func read(files []format.File) *format.Document {
	d := draft.New(files)
	c := catalogue{d: d, r: tree.Reader{Wrong: d.Wrong}, byRef: map[ref]*entity{}, taken: map[string]*entity{}, named: map[ref]bool{}}
	broken := false
	for i, f := range files {
		docs, flaws := tree.YAML(i, f.Data)
		for _, flaw := range flaws {
			d.Wrong(flaw)
		}
		broken = broken || len(flaws) > 0
		for _, doc := range docs {
			c.add(doc)
		}
	}
	if len(c.entities) == 0 && !broken {
		c.nothing(files)
	}
	c.nodes()
	c.requirements()
	return d.Document()
}
