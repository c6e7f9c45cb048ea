package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
)

// root makes the command that has all others.
func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "meoktong",
		Short: "What fails if this fails",
		Long: `meoktong (먹통: a line, a till or an app that has gone dead) reads a model of
carriers, data centres and the services that depend on them, and answers what
fails if something fails: in a table, in a picture, as JSON.

Without --model it takes meoktong.toml in the working folder, else the embedded
model of Korea.`,
		Example: `  meoktong whatif kt-backbone
  meoktong draw --if skcc-pangyo -o pangyo.svg
  meoktong why kakaotalk-text --if skcc-pangyo
  meoktong list kind:carrier
  meoktong check -m my-model.toml`,
		SilenceUsage: true, SilenceErrors: true, Version: a.built.Tool.Version,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := refuseNothing(cmd.Flags()); err != nil {
				return err
			}
			if cmd.Flags().NFlag() > 0 {
				return usagef("flags without a command")
			}
			return cmd.Help()
		},
	}
	root.SetVersionTemplate("meoktong {{.Version}}\n")
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.SetFlagErrorFunc(flagError)
	root.CompletionOptions.HiddenDefaultCmd = false
	// Not that it takes them: they may stand before the command's name.
	root.Flags().SortFlags = false
	everyShared := &command{use: "meoktong", formats: tabular()}
	(&given{}).register(root.Flags(), asking|withLoad, everyShared)
	completeShared(root, everyShared)
	for _, c := range commands() {
		root.AddCommand(c.cobra(a))
	}
	asUsage(root)
	helpAsUsage(root)
	return root
}

// asUsage makes wrong arguments errors of usage, for every command.
func asUsage(root *cobra.Command) {
	root.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		hint := ""
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			hint = fmt.Sprintf("; did you mean %q?", near[0])
		}
		return usagef("there is no command %q%s", args[0], hint)
	}
	root.SuggestionsMinimumDistance = 2
	root.InitDefaultCompletionCmd()
	for _, cmd := range root.Commands() {
		wrapArgs(cmd)
		for _, sub := range cmd.Commands() {
			wrapArgs(sub)
		}
		if cmd.HasSubCommands() { // completion
			cmd.RunE = func(cmd *cobra.Command, args []string) error {
				return usagef("%s takes one of %s", cmd.Name(), strings.Join(names(cmd.Commands()), ", "))
			}
		}
	}
}

// helpAsUsage makes help of what is no command an error of usage.
func helpAsUsage(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	help, _, _ := root.Find([]string{"help"}) // which there is now
	help.Args = func(_ *cobra.Command, args []string) error {
		switch found, rest, err := root.Find(args); {
		case err == nil && len(rest) == 0:
			return nil
		case found == root:
			return root.Args(root, rest)
		}
		return usagef("there is no command %q", strings.Join(args, " "))
	}
}

func names(cmds []*cobra.Command) []string {
	var out []string
	for _, c := range cmds {
		out = append(out, c.Name())
	}
	return out
}

// wrapArgs puts wrong numbers of arguments in the program's own words.
func wrapArgs(cmd *cobra.Command) {
	check := cmd.Args
	if check == nil {
		return
	}
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		switch {
		case check(cmd, args) == nil:
			return nil
		case len(args) == 0:
			return hinted(usagef("%s needs an argument: meoktong %s", cmd.Name(), cmd.Use), cmd)
		case check(cmd, append(slices.Clone(args), "one more")) == nil:
			return hinted(usagef("%s needs one argument more: meoktong %s", cmd.Name(), cmd.Use), cmd)
		}
		return hinted(tooMany(cmd, args), cmd)
	}
}
