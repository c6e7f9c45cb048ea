package cli

import (
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/models"
)

func (a *app) importCommand() *cobra.Command {
	var as string
	cmd := &cobra.Command{
		Use:   "import FORMAT FILE",
		Short: "Turn a model in another format into one to go on with",
		Long: `Reads a model in another format and writes it as TOML or JSON Lines, to stdout or
the file of -o, whose ending names the format (.toml, .jsonl), else --as.

FORMAT is openpsa: fault trees in the Open-PSA Model Exchange Format (.xml). They
can be asked as they are, too: meoktong check -m tree.xml.`,
		Example: `  meoktong import openpsa tree.xml -o tree.toml
  meoktong import openpsa tree.xml --as jsonl > tree.jsonl`,
		Args: cobra.ExactArgs(2),
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return models.ImportFormats(), cobra.ShellCompDirectiveNoFileComp
			}
			return []string{"xml"}, cobra.ShellCompDirectiveFilterFileExt
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			as, err := a.importAs(as, cmd.Flags().Changed("as"))
			if err != nil {
				return err
			}
			stop := a.progress("reading the model")
			defer stop()
			a.read = append(a.read, args[1])
			m, err := models.Import(args[0], args[1])
			if err != nil {
				return err
			}
			stop()
			a.note("model: %s, %s", args[1], nodes(m.Nodes))
			if as == "jsonl" {
				return a.write(m.WriteJSONLines)
			}
			return a.write(m.WriteTOML)
		},
	}
	cmd.Flags().StringVar(&as, "as", "toml", "the `format` to write: toml or jsonl")
	_ = cmd.RegisterFlagCompletionFunc("as", cobra.FixedCompletions([]string{"toml", "jsonl"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// importAs decides on the format to write before any work is done.
func (a *app) importAs(as string, given bool) (string, error) {
	if err := a.flags.check(); err != nil {
		return "", err
	}
	switch {
	case a.flags.format != "text":
		return "", usagef("import writes a model: --as names its format, not --format or --json")
	case a.flags.model != "" || len(a.flags.with) > 0:
		return "", usagef("import reads the file that it names, and takes neither --model nor --with")
	case as != "toml" && as != "jsonl":
		return "", usagef("--as %q: it takes toml, jsonl", as)
	}
	switch ending := filepath.Ext(a.flags.output); {
	case ending != ".toml" && ending != ".jsonl":
		return as, nil
	case given && ending != "."+as:
		return "", usagef("-o %s and --as %s name two formats", a.flags.output, as)
	default:
		return ending[1:], nil
	}
}
