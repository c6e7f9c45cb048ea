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
	"runtime/debug"
	"sync"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/check"
	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

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
	built    result.Version // without its header: what program this is
	errColor string         // when to colour what is wrong: what --color said, once that is known
	in       again          // the standard input
	telling  sync.Mutex
	told     map[string]bool // names that were said to be taken for ids
	read     []string        // files and folders that were read, or tried: -o replaces none of them
}

// Main runs the program, built so ([Built] knows how), with its arguments and
// returns its exit code. No panic leaves it.
func Main(built result.Version, args []string, out, err io.Writer) (code int) {
	a := &app{out: out, err: err, built: built, in: again{from: os.Stdin}}
	defer func() {
		if p := recover(); p != nil {
			reportPanic(err, p)
			code = exitFailed
		}
	}()
	text.OverrideRuneWidthEastAsianWidth(false) // widths must not hang on the locale
	ctx, stop := interruptible()
	defer stop()
	root := a.root()
	root.SetArgs(args)
	return a.exitCode(root.ExecuteContext(ctx))
}

// reportPanic tells of a defect of the program, wherever it showed.
func reportPanic(w io.Writer, p any) {
	fmt.Fprintf(w, "meoktong: internal error: %v\nThis is a defect of the program. Please report it with the command and the model.\n", p)
	if os.Getenv("MEOKTONG_DEBUG") == "" {
		return
	}
	stack := debug.Stack()
	if worker, ok := p.(interface{ WorkerStack() []byte }); ok {
		stack = worker.WorkerStack()
	}
	fmt.Fprintf(w, "%s", stack)
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
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
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
	_ = render.Problems(a.err, screen(a.err, a.errColor), check.Problems(problems))
	fmt.Fprintln(a.err, i18n.Counted("meoktong: the model is invalid: %d {error|errors}").With(len(problems)))
}
