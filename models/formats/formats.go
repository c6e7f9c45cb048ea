// Package formats knows the formats that models come in: the program's own, and
// those of others, each of which is a package below this one and a line in All.
package formats

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/formats/backstage"
	"github.com/meoktong/meoktong/models/formats/compose"
	"github.com/meoktong/meoktong/models/formats/csv"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/jsonl"
	"github.com/meoktong/meoktong/models/formats/kubernetes"
	"github.com/meoktong/meoktong/models/formats/openpsa"
	"github.com/meoktong/meoktong/models/formats/otel"
	"github.com/meoktong/meoktong/models/formats/servicenow"
	"github.com/meoktong/meoktong/models/formats/structurizr"
	"github.com/meoktong/meoktong/models/formats/terraform"
	"github.com/meoktong/meoktong/models/formats/toml"
	"github.com/meoktong/meoktong/models/formats/xlsx"
)

// All returns all formats, the program's own first.
func All() []format.Format {
	return []format.Format{
		toml.Format(),
		jsonl.Format(),
		compose.Format(),
		kubernetes.Format(),
		openpsa.Format(),
		servicenow.Format(),
		csv.Format(),
		backstage.Format(),
		terraform.Format(),
		otel.Format(),
		structurizr.Format(),
		xlsx.Format(),
	}
}

// Foreign returns those of others, which can be imported.
func Foreign() []format.Format { return having(func(f format.Format) bool { return f.Read != nil }) }

// Writable returns those that a model can be written in.
func Writable() []format.Format { return having(func(f format.Format) bool { return f.Write != nil }) }

func having(ok func(format.Format) bool) []format.Format {
	return slices.DeleteFunc(All(), func(f format.Format) bool { return !ok(f) })
}

// Names returns what users call some formats.
func Names(list []format.Format) []string {
	out := make([]string, len(list))
	for i, f := range list {
		out[i] = f.Name
	}
	return out
}

// Named returns the format of that name among some.
func Named(name string, list []format.Format) (format.Format, bool) {
	i := slices.IndexFunc(list, func(f format.Format) bool { return f.Name == name })
	if i < 0 {
		return format.Format{}, false
	}
	return list[i], true
}

// OfEnding returns the formats whose files' names end like this one.
func OfEnding(file string) []format.Format {
	return having(func(f format.Format) bool { return slices.Contains(f.Endings, strings.ToLower(filepath.Ext(file))) })
}

// Of returns the format of a file: of those with its ending, in any case, the first that
// its content looks like, else the one that takes the rest. Where no format has the ending,
// it is the first of all that the content looks like.
func Of(file string, data []byte) (format.Format, bool) {
	list := OfEnding(file)
	if len(list) == 0 {
		return ofContent(data)
	}
	i := slices.IndexFunc(list, func(f format.Format) bool { return f.Sniff != nil && f.Sniff(data) })
	if i < 0 {
		i = slices.IndexFunc(list, func(f format.Format) bool { return f.Rest })
	}
	if i < 0 {
		return format.Format{}, false
	}
	return list[i], true
}

// ofContent returns the format that a file looks like. Those of others go first: they
// know themselves better.
func ofContent(data []byte) (format.Format, bool) {
	for _, f := range append(Foreign(), All()...) {
		if f.Sniff != nil && f.Sniff(data) {
			return f, true
		}
	}
	return format.Format{}, false
}

// Files says what a model can be: "a .toml file, a folder of them, JSON Lines, or a file
// that import reads (import without an argument lists them)".
func Files() string {
	var out []string
	for _, f := range All() {
		if f.Read == nil {
			out = append(out, f.Words.A)
		}
	}
	return strings.Join(out, ", ") + ", or a file of another program (import lists them)"
}
