package cli

import (
	"errors"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/review"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func reviewCommand() *command {
	var before string
	var x redaction
	return &command{
		use:   "review -o FOLDER",
		short: "The whole resilience review, as one HTML file and as Markdown",
		long: `Asks the model all the other questions and writes the answers into FOLDER:
review.html, one file that needs no network and no script, with pictures, and
review.md with the pictures as files beside it. Every answer carries the command
that reproduces it, and says where it was bounded. It begins with one page to sign: what
was asked of which model, what is broken and how badly, what to do first and what it costs,
what that rests on, and what it does not cover. --json, --format markdown, and --format
text, which is that page alone, go to stdout instead.

Of what rests on assumptions --unverified-before counts older facts as unverified, too; a fact
without a date has that of the source it cites, else the model's.

--redact replaces the names of nodes, sites, operators, vendors, populations,
incidents and sources by pseudonyms, the same at every run, for people who may not
see them. Sectors keep their names, and figures stay: they may still tell who knows
them what is meant.

--key keeps the pseudonyms in a file that only its owner can read, so that a later
version of the model has the same ones, and what is new in it new numbers. It is made
where there is none. Who holds it can turn pseudonyms back into names: keep it apart
from the review.`,
		example: `  meoktong review -o review
  meoktong review --format text
  meoktong review --lang ko --redact -o for-the-public
  meoktong review --redact --key names.json -o for-the-public
  meoktong review --unverified-before 2023-01-01 --json`,

		takes:   asking | withLoad,
		formats: []format{formatHTML, formatJSON, formatMarkdown, formatText},
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringVar(&before, "unverified-before", "", "facts older than this `date` count as unverified, too: 2023, 2023-09 or 2023-09-30")
			cmd.Flags().BoolVar(&x.on, "redact", false, "pseudonyms in place of names")
			cmd.Flags().StringVar(&x.key, "key", "", "keep the pseudonyms in this `file`, for the next time")
		},
		run: func(r *run, _ []string) error {
			q := review.Question{UnverifiedBefore: before, Asof: r.asof}
			if err := r.checkReview(q); err != nil {
				return err
			}
			if err := x.check(r.output); err != nil {
				return err
			}
			m, err := r.load()
			if err != nil {
				return err
			}
			if m, err = r.redacted(m, x); err != nil {
				return err
			}
			c, err := r.link(m)
			if err != nil {
				return err
			}
			q.After = r.horizon(m)
			return r.reviewed(c, x, q)
		},
	}
}

// checkReview finds flags that cannot be, before a key to pseudonyms is written.
func (r *run) checkReview(q review.Question) error {
	switch {
	case r.output == "-":
		return usagef("-o takes a folder for review; --json, --format markdown and --format text go to stdout")
	case r.output == "" && r.format == formatHTML:
		return usagef("review takes -o FOLDER, or --json, --format markdown or --format text")
	}
	if err := q.Check(); err != nil {
		return err
	}
	return r.checkReviewOutput()
}

// checkReviewOutput finds what -o names that cannot be: it is a folder, or a file
// whose ending names its format.
func (r *run) checkReviewOutput() error {
	if !r.toFolder() {
		return nil
	}
	if r.given("format") || r.given("json") {
		return usagef("-o %s gets the page and the Markdown; without it, --format %s goes to stdout", r.output, r.format)
	}
	return checkFolder(r.output, pageFile, markdownFile)
}

// toFolder says whether -o names a folder.
func (r *run) toFolder() bool {
	info, err := os.Stat(r.output)
	return r.output != "" && (formatOf(r.output) == "" || err == nil && info.IsDir())
}

// The files of a review.
const (
	pageFile     = "review.html"
	markdownFile = "review.md"
)

// reviewed asks everything, draws and writes.
func (r *run) reviewed(c *compile.Compiled, red redaction, q review.Question) error {
	stop := r.progress("reviewing the model")
	defer stop()
	x, err := review.Ask(r.ctx, c, q)
	if err != nil {
		return err
	}
	if err = r.finish(x, c.Model); err != nil {
		return err
	}
	x.Redacted, x.Keyed, x.Flags = red.on, red.key != "", r.questionFlags(c.Model, red.on)
	if r.format != formatHTML && !r.toFolder() {
		return r.present(x)
	}
	figures, err := review.Figures(r.ctx, c, x, q, r.lang)
	if err != nil {
		return err
	}
	drawn, err := r.drawn(figures)
	if stop(); err != nil {
		return err
	}
	as := func(f render.Format) func(w io.Writer) error {
		return func(w io.Writer) error {
			return render.Write(w, x, f, render.Options{Lang: r.lang, Figures: drawn})
		}
	}
	if !r.toFolder() {
		return r.write(as(render.FormatHTML))
	}
	files := []folderFile{{pageFile, as(render.FormatHTML)}, {markdownFile, as(render.FormatMarkdown)}}
	for i := range drawn {
		f := &drawn[i]
		files = append(files, folderFile{f.File(), func(w io.Writer) error { _, err := w.Write(f.SVG); return err }})
	}
	return r.writeFolder(r.output, files)
}

// drawn draws the figures. One that cannot be laid out is left out, and said so.
func (r *run) drawn(figures []result.Figure) ([]render.Drawn, error) {
	var out []render.Drawn
	for _, f := range figures {
		if f.Chart != nil {
			out = append(out, render.Drawn{Figure: f, SVG: draw.Gantt(*f.Chart)})
			continue
		}
		svg, err := draw.SVG(r.ctx, *f.Picture, draw.Options{})
		switch {
		case errors.As(err, new(*draw.LayoutError)):
			r.note("left out of the page: %s: %v", f.Ask, err)
		case err != nil:
			return nil, err
		default:
			out = append(out, render.Drawn{Figure: f, SVG: svg})
		}
	}
	return out, nil
}

// questionFlags are the flags that ask the same model again. A redacted review
// does not tell where the model lies, nor what its overlays are called.
func (r *run) questionFlags(m *models.Model, redacted bool) result.Command {
	paths, lang := r.models, r.lang
	if redacted {
		paths = []string{"MODEL"}
	}
	if lang == "en" {
		lang = ""
	}
	out := result.Command(nil)
	for _, path := range paths {
		out = out.Flag("-m", path)
	}
	for _, w := range m.Overlays() {
		out = out.Flag("--with", w)
	}
	out = out.Flag("--asof", r.asof).Flag("--lang", lang)
	if r.noLoad {
		out = append(out, "--no-load")
	}
	return out.Flag("--after", r.after) // which stands last
}
