package cli

import (
	"strings"

	"github.com/spf13/cobra"
)

// command is one command: what it is called, which of the shared flags it takes,
// which formats it writes, and what it does once they are known.
type command struct {
	use, short, long, example string

	args    cobra.PositionalArgs // nil: none
	hints   cobra.CompletionFunc // of its arguments; nil: none
	takes   shared
	formats []format // that it writes, the usual one first; none for a command that writes no answer
	as      bool     // --as names the format, in place of --format

	flags func(cmd *cobra.Command) // its own flags; nil: none
	run   func(r *run, args []string) error
}

// name returns the command's name.
func (c *command) name() string {
	name, _, _ := strings.Cut(c.use, " ")
	return name
}

// cobra makes the command what the flag parser runs. Flags are parsed into values
// that do not change afterwards, and only those that apply: others are wrong usage.
func (c *command) cobra(a *app) *cobra.Command {
	var g given
	cmd := &cobra.Command{Use: c.use, Short: c.short, Long: c.long, Example: c.example, Args: c.args, ValidArgsFunction: c.hints}
	if c.args == nil {
		cmd.Args = cobra.NoArgs
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		o, err := g.parsed(cmd, c)
		if err == nil {
			a.errColor = o.color
			err = c.run(&run{app: a, options: o, ctx: cmd.Context(), command: c, given: cmd.Flags().Changed, said: said(cmd, args)}, args)
		}
		return hinted(aboutModels(worded(c, err), cmd, args), cmd)
	}
	cmd.Flags().SortFlags = false
	if c.flags != nil {
		c.flags(cmd)
	}
	g.register(cmd.Flags(), c.takes, c)
	completeShared(cmd, c)
	return cmd
}

// commands are all that there are, in the order of the help.
func commands() []*command {
	return []*command{whatIfCommand(), whyCommand(), drawCommand(), timelineCommand(), replayCommand(), rankCommand(), cutSetsCommand(),
		availabilityCommand(), gateCommand(), mitigateCommand(), diffCommand(), reviewCommand(), concentrationCommand(), assumptionsCommand(), blackStartCommand(), listCommand(), showCommand(), checkCommand(),
		importCommand(), initCommand(), schemaCommand(), versionCommand()}
}
