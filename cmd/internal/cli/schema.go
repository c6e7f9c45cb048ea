package cli

import (
	"io"

	"github.com/meoktong/meoktong/models/schema"
)

func schemaCommand() *command {
	return &command{
		use:   "schema",
		short: "The JSON Schema of the model language, for editors",
		long: `Writes a JSON Schema (Draft 4) of model files and overlays, with which taplo and the
editors built on it (Even Better TOML) complete keys, say what each means and mark
mistakes while a file is typed. The first line of the file names it:

  #:schema ./meoktong.schema.json

"meoktong check" finds more: whether what is named is there, and what must be given.`,
		example: `  meoktong schema -o meoktong.schema.json
  meoktong schema --lang ko -o meoktong.schema.json`,
		takes:   withLang | withOutput | withColor | withQuiet,
		formats: []format{formatJSON},
		run: func(r *run, _ []string) error {
			return r.write(func(w io.Writer) error { return schema.Write(w, r.lang) })
		},
	}
}
