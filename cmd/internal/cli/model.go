package cli

import (
	"errors"
	"os"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/models"
)

// load checks the flags and loads the model that they name.
func (a *app) load() (*models.Model, error) {
	if err := a.flags.check(); err != nil {
		return nil, err
	}
	stop := a.progress("reading the model")
	defer stop()
	a.read = append(append(a.read, a.flags.model), a.flags.with...)
	m, err := models.Load(models.Request{Path: a.flags.model, With: a.flags.with})
	if err != nil {
		return nil, err
	}
	stop()
	a.note("model: %s, %s, sha256 %s", m.Origin, nodes(len(m.Nodes)), m.Digest[:12])
	return m, nil
}

// nodes counts nodes in words.
func nodes(n int) string { return i18n.In("en").Nodes.With(n) }

// compile loads the model and compiles it.
func (a *app) compile() (*compile.Compiled, error) {
	m, err := a.load()
	if err != nil {
		return nil, err
	}
	stop := a.progress("compiling the model")
	defer stop()
	return compile.Compile(m)
}

// base compiles the model as it is without the overlays.
func (a *app) base() (*compile.Compiled, error) {
	m, err := models.Load(models.Request{Path: a.flags.model})
	if err != nil {
		return nil, err
	}
	return compile.Compile(m)
}

// progress shows a sign of life for work that lasts over a second, when stderr
// is a terminal. What it returns ends it, and may be called twice.
func (a *app) progress(what string) (stop func()) {
	file, ok := a.err.(*os.File)
	if !ok || a.flags.quiet || !term.IsTerminal(int(file.Fd())) {
		return func() {}
	}
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		select {
		case <-done:
			return
		case <-time.After(time.Second):
		}
		bar := progressbar.NewOptions(-1, progressbar.OptionSetWriter(file), progressbar.OptionSetDescription(what),
			progressbar.OptionSpinnerType(14), progressbar.OptionClearOnFinish())
		for tick := time.NewTicker(100 * time.Millisecond); ; {
			select {
			case <-done:
				tick.Stop()
				_ = bar.Finish()
				return
			case <-tick.C:
				_ = bar.Add(1)
			}
		}
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

// failures resolves selectors to what is to fail. Several selectors are one
// with commas between them.
func failures(m *models.Model, selectors []string) ([]string, error) {
	return m.SelectFailures(strings.Join(selectors, ","))
}

// noteUnloaded says that an answer leaves load out, where the model has any, and
// the answer's format has no place for it.
func (a *app) noteUnloaded(ignored bool) {
	if ignored && slices.Contains([]string{"csv", formatJUnit, formatSARIF}, a.flags.format) {
		a.note("the model gives demand and capacity; this is answered without them")
	}
}

// oneRef resolves a selector that must name one node or part.
func oneRef(m *models.Model, who, selector string) (string, error) {
	ids, err := m.Select(selector)
	if err != nil {
		return "", err
	}
	if len(ids) != 1 {
		return "", usagef("%s takes one node, and %q names %d; list shows several", who, selector, len(ids))
	}
	return ids[0], nil
}

// notOne words a selector that names several nodes where a command takes one.
func notOne(who string, err error) error {
	var several question.NotOne
	if errors.As(err, &several) {
		return usagef("%s takes one node, and %q names %d; list shows several", who, several.Given, several.Count)
	}
	return err
}

// oneNode is oneRef where a part stands for its service.
func oneNode(m *models.Model, who, selector string) (string, error) {
	ref, err := oneRef(m, who, selector)
	id, _, _ := strings.Cut(ref, "@")
	return id, err
}

// oneLine keeps messages on one line and free of control characters, whatever a
// user typed or a file is called.
func oneLine(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
			return ' '
		}
		return r
	}, s)
}
