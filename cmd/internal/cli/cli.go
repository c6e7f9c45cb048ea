// Package cli is the command line: flags in, one question asked, one presenter
// called, an exit code out. Each command has a file of its own.
package cli

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"
	"syscall"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/models"
)

// Version of the program.
const Version = "0.1.0"

// The exit codes, the same in every format.
const (
	exitDone     = 0
	exitFailed   = 1 // I/O, interrupted
	exitUsage    = 2
	exitViolated = 3 // a policy is violated, or a replay is contradicted or missed
	exitInvalid  = 4 // the model is invalid
)

// usageError is a command that was put wrongly, with a hint where one helps more
// than the help.
type usageError struct {
	err  error
	hint string
}

func (e usageError) Error() string { return e.err.Error() }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...), ""} }

// errReported ends a command with an exit code when all has been said.
type errReported struct{ code int }

func (errReported) Error() string { return "reported" }

// app is one run of the program.
type app struct {
	out, err io.Writer
	flags    flags
	read     []string // files and folders that were read, or tried: -o replaces none of them
}

// Main runs the program with its arguments and returns its exit code. No panic
// leaves it.
func Main(args []string, out, err io.Writer) (code int) {
	a := &app{out: out, err: err}
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(err, "meoktong: internal error: %v\nThis is a defect of the program. Please report it with the command and the model.\n", p)
			if os.Getenv("MEOKTONG_DEBUG") != "" {
				fmt.Fprintf(err, "%s", debug.Stack())
			}
			code = exitFailed
		}
	}()
	text.OverrideRuneWidthEastAsianWidth(false) // widths must not hang on the locale
	ctx, stop := interruptible(err)
	defer stop()
	root := a.root()
	root.SetArgs(args)
	return a.exitCode(root.ExecuteContext(ctx))
}

// interruptible ends the program with exit code 1 on Ctrl-C: what runs gets a
// moment to stop its children; files appear whole or not at all in any case.
func interruptible(errOut io.Writer) (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	cancel := context.AfterFunc(ctx, func() {
		time.Sleep(300 * time.Millisecond)
		fmt.Fprintln(errOut, "meoktong: interrupted")
		os.Exit(exitFailed)
	})
	return ctx, func() { cancel(); stop() }
}

// exitCode reports an error and returns the code for it.
func (a *app) exitCode(err error) int {
	var problems models.Problems
	var usage usageError
	var name *models.NameError
	var reported errReported
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &reported):
		return reported.code
	case errors.As(err, &problems):
		a.reportProblems(problems)
		return exitInvalid
	case errors.As(err, &name):
		a.complain(name.Message, name.Hint)
		return exitUsage
	case errors.As(err, &usage):
		a.complain(usage.Error(), cmp.Or(usage.hint, "see meoktong --help"))
		return exitUsage
	}
	a.complain(err.Error(), "")
	return exitFailed
}

func (a *app) complain(message, hint string) {
	fmt.Fprintf(a.err, "meoktong: %s\n", oneLine(message))
	if hint != "" {
		fmt.Fprintf(a.err, "    %s\n", oneLine(hint))
	}
}

// reportProblems prints all that is wrong with a model.
func (a *app) reportProblems(problems models.Problems) {
	// A failing stderr leaves nowhere to complain to.
	_ = render.Problems(a.err, a.errScreen(), check.Problems(problems))
	fmt.Fprintln(a.err, i18n.Counted("meoktong: the model is invalid: %d {error|errors}").With(len(problems)))
}

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
		SilenceUsage: true, SilenceErrors: true, Version: Version,
		RunE: func(cmd *cobra.Command, args []string) error {
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
	root.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return refuseEmpty(cmd.Flags()) }
	root.CompletionOptions.HiddenDefaultCmd = false
	a.flags.register(root.PersistentFlags())
	a.completeFlags(root)
	root.AddCommand(a.whatIf(), a.why(), a.draw(), a.timeline(), a.replay(), a.rank(), a.cutSets(), a.availability(), a.gate(), a.mitigate(), a.diff(), a.review(), a.list(), a.showCommand(), a.check(), a.importCommand(), a.init(), a.version())
	asUsage(root)
	a.helpAsUsage(root)
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

// helpAsUsage makes help of what is no command an error of usage, and likewise
// wrong flags beside it.
func (a *app) helpAsUsage(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	help, _, _ := root.Find([]string{"help"}) // which there is now
	help.Args = func(_ *cobra.Command, args []string) error {
		if err := a.flags.check(); err != nil {
			return err
		}
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
			return usagef("%s needs an argument: meoktong %s", cmd.Name(), cmd.Use)
		}
		return usagef("%s does not take %q: meoktong %s", cmd.Name(), args[len(args)-1], cmd.Use)
	}
}
