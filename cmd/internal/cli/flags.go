package cli

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/models"
)

// flags are those that every command has, before or after its name.
type flags struct {
	model  string
	with   []string
	after  string
	lang   string
	format string
	json   bool
	output string
	color  string
	quiet  bool

	more []string // formats that the command has beside those of every command

	set *pflag.FlagSet // to tell a flag that is given from its default
}

func (f *flags) register(set *pflag.FlagSet) {
	set.SortFlags = false
	f.set = set
	set.StringVarP(&f.model, "model", "m", "", "the `model`: a .toml file, a folder of them, a .jsonl file, or a fault tree in Open-PSA's .xml")
	set.StringArrayVar(&f.with, "with", nil, "an `overlay` on it: a file, variant:NAME or option:ID (repeatable)")
	set.StringVar(&f.after, "after", "", "the horizon: how long after the failures, as `1h25m` or ever (default: the model's, else 1h)")
	set.StringVar(&f.lang, "lang", "en", "`language` of names and of the program's words: ko or en")
	set.StringVar(&f.format, "format", "text", "`format` of the result: text, json, csv or markdown")
	set.BoolVar(&f.json, "json", false, "short for --format json")
	set.StringVarP(&f.output, "output", "o", "", "write to this `file`, whole or not at all")
	set.StringVar(&f.color, "color", "auto", "`when` to colour: auto, always or never")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "no notes on stderr")
}

// check finds flags that cannot be, and joins --json with --format.
func (f *flags) check() error {
	for _, x := range []struct {
		name, value string
		words       []string
	}{{"lang", f.lang, langs()}, {"format", f.format, append(formats(), f.more...)}, {"color", f.color, []string{"auto", "always", "never"}}} {
		if !slices.Contains(x.words, x.value) {
			return usagef("--%s %q: it takes %s", x.name, x.value, strings.Join(x.words, ", "))
		}
	}
	if f.json {
		if f.set.Changed("format") && f.format != "json" {
			return usagef("--json and --format %s exclude each other", f.format)
		}
		f.format = "json"
	}
	if f.after != "" {
		if _, err := models.ParseHorizon(f.after); err != nil {
			return usagef("--after %q: %v", f.after, err)
		}
	}
	return nil
}

func langs() []string   { return []string{"en", "ko"} }
func formats() []string { return []string{"text", "json", "csv", "markdown"} }

// horizon returns the horizon asked for, else the model's.
func (f *flags) horizon(m *models.Model) time.Duration {
	if f.after == "" {
		return m.Horizon
	}
	t, _ := models.ParseHorizon(f.after) // checked before
	return t
}

// completeFlags lets the shell complete what flags take.
func (a *app) completeFlags(root *cobra.Command) {
	fixed := func(words []string) cobra.CompletionFunc {
		return cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp)
	}
	for name, words := range map[string][]string{"lang": langs(), "format": formats(), "color": {"auto", "always", "never"}, "after": {"0s", "1h", "1d", "ever"}} {
		// The only error is a flag that does not exist, which a test would show.
		_ = root.RegisterFlagCompletionFunc(name, fixed(words))
	}
}

// outScreen is the screen that results go to.
func (a *app) outScreen() render.Screen {
	if a.flags.output != "" {
		return render.Screen{Color: a.flags.color == "always"}
	}
	return a.screen(a.out)
}

func (a *app) errScreen() render.Screen { return a.screen(a.err) }

func (a *app) screen(w io.Writer) render.Screen {
	s := render.Screen{Color: a.flags.color == "always"}
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return s
	}
	s.Color = s.Color || a.flags.color == "auto" && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if width, _, err := term.GetSize(int(file.Fd())); err == nil {
		s.Width = min(width, 140)
	}
	return s
}

// presenter presents a result in every format.
type presenter interface {
	Text(w io.Writer, s render.Screen) error
	CSV(w io.Writer) error
	Markdown(w io.Writer) error
}

// show presents a result in the format asked for, to where it was asked for.
// doc is its JSON document.
func (a *app) show(doc any, p presenter) error {
	return a.write(func(w io.Writer) error {
		switch a.flags.format {
		case "json":
			return render.JSON(w, doc)
		case "csv":
			return p.CSV(w)
		case "markdown":
			return p.Markdown(w)
		}
		return p.Text(w, a.outScreen())
	})
}

// note tells people something on stderr, unless they want quiet.
func (a *app) note(format string, args ...any) {
	if !a.flags.quiet {
		a.errScreen().Note(a.err, fmt.Sprintf(format, args...))
	}
}
