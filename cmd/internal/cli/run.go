package cli

import (
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/term"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/ranges"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/hidden"
)

// run is one command under way.
type run struct {
	*app
	options
	ctx     context.Context
	command *command
	given   func(flag string) bool // whether a flag was given at all
	said    []string               // arguments and values of flags, in no order
}

// said returns arguments and the values of flags that were given.
func said(cmd *cobra.Command, args []string) []string {
	out := slices.Clone(args)
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if list, ok := f.Value.(pflag.SliceValue); ok {
			out = append(out, list.GetSlice()...)
		} else {
			out = append(out, f.Value.String())
		}
	})
	return out
}

// load loads the model that the flags name.
func (r *run) load() (*models.Model, error) { return r.loadFrom(r.models, r.with) }

func (r *run) loadFrom(paths, with []string) (*models.Model, error) {
	stop := r.progress("reading the model")
	defer stop()
	r.read = append(append(r.read, paths...), with...)
	m, err := r.fetch(paths, with)
	if err != nil {
		return nil, err
	}
	stop()
	then := ""
	if r.asof != "" {
		then = ", as of " + models.LastDay(r.asof)
	}
	r.note("model: %s, %s, sha256 %s%s", m.Origin, nodes(len(m.Nodes)), m.Digest[:12], then)
	r.notePassedOver(m.PassedOver)
	if absent := m.Absent(); len(absent) > 0 {
		r.note("left out, since they name nothing that was there then: policy %s", strings.Join(absent, ", "))
	}
	return m, nil
}

// nodes counts nodes in words.
func nodes(n int) string { return i18n.In("en").Nodes.With(n) }

// compile loads the model and compiles it.
func (r *run) compile() (*compile.Compiled, error) { return r.compileFrom(r.models, r.with) }

func (r *run) compileFrom(paths, with []string) (*compile.Compiled, error) {
	m, err := r.loadFrom(paths, with)
	if err != nil {
		return nil, err
	}
	stop := r.progress("compiling the model")
	defer stop()
	return r.link(m)
}

func (r *run) link(m *models.Model) (*compile.Compiled, error) {
	c, err := compile.CompileContext(r.ctx, m)
	if err != nil || !r.noLoad {
		return c, err
	}
	return c.WithoutLoad(), nil
}

// base compiles the model as it is without the overlays.
func (r *run) base() (*compile.Compiled, error) {
	m, err := r.fetch(r.models, nil)
	if err != nil {
		return nil, err
	}
	return r.link(m)
}

// answer completes an answer with its header, and writes it in the format asked
// for to where it was asked for.
func (r *run) answer(d result.Document, m *models.Model, others ...*models.Model) error {
	if err := r.finish(d, m, others...); err != nil {
		return err
	}
	return r.present(d)
}

// finish completes an answer with its header, which says on which ranges of the model it
// rests, of others that it compares too; a format that has no place for that is written
// with a note.
func (r *run) finish(d result.Document, m *models.Model, others ...*models.Model) error {
	h := r.header(m, r.command.name(), r.lang)
	if m != nil {
		var err error
		if h.Ranges, err = ranges.Of(r.ctx, d, append(others, m)...); err != nil {
			return err
		}
	}
	if r.format == formatCSV || r.format == formatJUnit || r.format == formatSARIF || r.format.isPicture() {
		r.noteRanges(h.Ranges, result.TrialsOf(d) != nil)
	}
	result.Finish(d, h, r.lang)
	return nil
}

// noteRanges says that an answer takes ranges at their likeliest, or drew them, if there
// are any.
func (r *run) noteRanges(x *result.Ranges, drawn bool) {
	if x != nil {
		r.note("%s", i18n.In("en").OfRanges(x, drawn))
	}
}

// header returns what a document on a model starts with; of an invalid model there
// is none to name.
func (r *run) header(m *models.Model, command, lang string) result.Header {
	h := r.app.header(m, command, lang)
	if m != nil && r.asof != "" {
		h.Model.Asof = models.LastDay(r.asof)
	}
	return h
}

// header returns what a document on a model starts with, whatever is asked of it.
func (a *app) header(m *models.Model, command, lang string) result.Header {
	h := result.Header{Schema: "meoktong." + command + "/1", Tool: a.built.Tool}
	if m != nil {
		h.Model = result.Model{Title: result.Names(m.Title).In(lang, ""), SHA256: m.Digest}
	}
	return h
}

// present writes a finished answer.
func (r *run) present(d result.Document) error {
	return r.write(func(w io.Writer) error {
		if r.excel {
			if _, err := io.WriteString(w, "\ufeff"); err != nil {
				return err
			}
		}
		return render.Write(w, d, render.Format(r.format), render.Options{Lang: r.lang, Screen: r.outScreen()})
	})
}

// outScreen is the screen that results go to.
func (r *run) outScreen() render.Screen {
	if r.output != "" {
		return render.Screen{Color: r.color == "always"}
	}
	return screen(r.out, r.color)
}

// screen is what a stream shows on. Colours are off unless they are asked for, or
// the stream is a terminal that has them.
func screen(w io.Writer, color string) render.Screen {
	s := render.Screen{Color: color == "always"}
	file, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(file.Fd())) {
		return s
	}
	s.Color = s.Color || color == "auto" && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	if width, _, err := term.GetSize(int(file.Fd())); err == nil {
		s.Width = min(width, 140)
	}
	return s
}

// note tells people something on stderr, unless they want quiet.
func (r *run) note(format string, args ...any) {
	if !r.quiet {
		screen(r.err, r.color).Note(r.err, fmt.Sprintf(format, args...))
	}
}

// noteUnloaded says that an answer leaves load out, where the model has any, and
// the answer's format has no place for it.
func (r *run) noteUnloaded(ignored bool) {
	if ignored && (r.format == formatCSV || r.format == formatJUnit || r.format == formatSARIF) {
		r.note("the model gives demand and capacity; this is answered without them")
	}
}

// progress shows a sign of life for work that lasts over a second, when stderr is a
// terminal. What it returns ends it, and may be called twice.
func (r *run) progress(what string) (stop func()) {
	file, ok := r.err.(*os.File)
	if !ok || r.quiet || !term.IsTerminal(int(file.Fd())) {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		spin(file, what, done)
	}()
	stopped := false
	return func() {
		if !stopped {
			stopped = true
			close(done)
			<-ended
		}
	}
}

// spin turns a wheel until done, after a second. It has no panic to hand on: it
// touches nothing but the terminal.
func spin(file *os.File, what string, done <-chan struct{}) {
	select {
	case <-done:
		return
	case <-time.After(time.Second):
	}
	bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(file), progressbar.OptionSetDescription(what),
		progressbar.OptionSpinnerType(14), progressbar.OptionClearOnFinish())
	tick := time.NewTicker(100 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-done:
			_ = bar.Finish()
			return
		case <-tick.C:
			_ = bar.Add(1)
		}
	}
}

// oneLine keeps messages on one line and free of control characters, whatever a
// user typed or a file is called.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if hidden.Is(r) {
			return ' '
		}
		return r
	}, s)
}
