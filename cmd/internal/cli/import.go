package cli

import (
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/models"
)

func importCommand() *command {
	return &command{
		use:   "import FORMAT FILE",
		short: "Turn a model in another format into one to go on with",
		long: `Reads a model in another format and writes it as TOML or JSON Lines, to stdout or
the file of -o, whose ending names the format (.toml, .jsonl), else --as.

FORMAT is openpsa: fault trees in the Open-PSA Model Exchange Format (.xml). They
can be asked as they are, too: meoktong check -m tree.xml.`,
		example: `  meoktong import openpsa tree.xml -o tree.toml
  meoktong import openpsa tree.xml --as jsonl > tree.jsonl`,
		args: cobra.ExactArgs(2),
		hints: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return models.ImportFormats(), cobra.ShellCompDirectiveNoFileComp
			}
			return []string{"xml"}, cobra.ShellCompDirectiveFilterFileExt
		},
		takes:   withFormat | withOutput | withColor | withQuiet,
		formats: []format{formatTOML, formatJSONL},
		as:      true,
		run: func(r *run, args []string) error {
			stop := r.progress("reading the model")
			defer stop()
			r.read = append(r.read, args[1])
			m, err := models.Import(args[0], args[1])
			if err != nil {
				return err
			}
			stop()
			r.note("model: %s, %s", args[1], nodes(m.Nodes))
			if r.format == formatJSONL {
				return r.write(m.WriteJSONLines)
			}
			return r.write(m.WriteTOML)
		},
	}
}
