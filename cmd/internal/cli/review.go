package cli

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/review"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

func (a *app) review() *cobra.Command {
	var asof string
	var r redaction
	cmd := &cobra.Command{
		Use:   "review -o FOLDER",
		Short: "The whole resilience review, as one HTML file and as Markdown",
		Long: `Asks the model all the other questions and writes the answers into FOLDER:
review.html, one file that needs no network and no script, with pictures, and
review.md with the pictures as files beside it. Every answer carries the command
that reproduces it, and says where it was bounded. --json and --format markdown
go to stdout instead.

It is also where concentration is answered (by carrier, operator, site and vendor,
the share of each sector with no alternative) and what rests on assumptions: which
answers flip when an unverified fact is otherwise. --asof counts older facts as
unverified, too; a fact without a date has the model's.

--redact replaces the names of nodes, sites, operators, vendors, populations,
incidents and sources by pseudonyms, the same at every run, for people who may not
see them. Sectors keep their names, and figures stay: they may still tell who knows
them what is meant.

--key keeps the pseudonyms in a file that only its owner can read, so that a later
version of the model has the same ones, and what is new in it new numbers. It is made
where there is none. Who holds it can turn pseudonyms back into names: keep it apart
from the review.`,
		Example: `  meoktong review -o review
  meoktong review --lang ko --redact -o for-the-public
  meoktong review --redact --key names.json -o for-the-public
  meoktong review --asof 2023-01-01 --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.checkReview(asof); err != nil {
				return err
			}
			if err := r.check(a); err != nil {
				return err
			}
			m, err := a.load()
			if err != nil {
				return err
			}
			if m, err = a.redacted(m, r); err != nil {
				return err
			}
			c, err := compile.Compile(m)
			if err != nil {
				return err
			}
			return a.reviewed(cmd.Context(), c, r, review.Question{After: a.flags.horizon(m), Asof: asof, Redacted: r.on, Lang: a.flags.lang, Version: Version})
		},
	}
	cmd.Flags().StringVar(&asof, "asof", "", "facts older than this `date` count as unverified, too: 2023, 2023-09 or 2023-09-30")
	cmd.Flags().BoolVar(&r.on, "redact", false, "pseudonyms in place of names")
	cmd.Flags().StringVar(&r.key, "key", "", "keep the pseudonyms in this `file`, for the next time")
	return cmd
}

// checkReview finds flags that cannot be.
func (a *app) checkReview(asof string) error {
	if err := a.flags.check(); err != nil {
		return err
	}
	folder := a.flags.output != ""
	switch {
	case a.flags.format == "csv":
		return usagef("review has no csv: ask for its answers one by one, such as meoktong rank --format csv")
	case a.flags.output == "-":
		return usagef("-o takes a folder for review; --json and --format markdown go to stdout")
	case folder && a.flags.format != "text":
		return usagef("-o %s gets the page and the Markdown; without it, --format %s goes to stdout", a.flags.output, a.flags.format)
	case !folder && a.flags.format == "text":
		return usagef("review takes -o FOLDER, or --json, or --format markdown")
	case asof != "" && !isDate(asof):
		return usagef("--asof %q: a date is written like 2023, 2023-09 or 2023-09-30", asof)
	}
	if folder {
		return checkFolder(a.flags.output, pageFile, markdownFile)
	}
	return nil
}

func isDate(s string) bool {
	for _, layout := range []string{"2006", "2006-01", "2006-01-02"} {
		if _, err := time.Parse(layout, s); err == nil {
			return true
		}
	}
	return false
}

// The files of a review.
const (
	pageFile     = "review.html"
	markdownFile = "review.md"
)

// reviewed asks everything, draws and writes.
func (a *app) reviewed(ctx context.Context, c *compile.Compiled, red redaction, q review.Question) error {
	stop := a.progress("reviewing the model")
	defer stop()
	r, err := review.Of(ctx, c, q)
	if err != nil {
		return interrupted(err)
	}
	p := render.Review{Answer: r, Lang: q.Lang, Flags: a.questionFlags(c.Model, q.Redacted), After: a.flags.after, Keyed: red.key != ""}
	switch a.flags.format {
	case "json":
		return a.write(func(w io.Writer) error { return render.JSON(w, r) })
	case "markdown":
		return a.write(p.Markdown)
	}
	figures, err := review.Figures(c, r, q)
	if err != nil {
		return err
	}
	if p.Figures, err = a.drawn(ctx, figures); err != nil {
		return err
	}
	stop()
	files := []folderFile{{pageFile, p.HTML}, {markdownFile, p.Markdown}}
	for i := range p.Figures {
		f := &p.Figures[i]
		files = append(files, folderFile{f.File(), func(w io.Writer) error { _, err := w.Write(f.SVG); return err }})
	}
	return a.writeFolder(a.flags.output, files)
}

// drawn draws the figures. One that cannot be laid out is left out, and said so.
func (a *app) drawn(ctx context.Context, figures []result.Figure) ([]render.Drawn, error) {
	var out []render.Drawn
	for _, f := range figures {
		if f.Chart != nil {
			out = append(out, render.Drawn{Figure: f, SVG: draw.Gantt(*f.Chart)})
			continue
		}
		svg, err := draw.SVG(ctx, *f.Picture, draw.Options{})
		switch {
		case err != nil && draw.TooMuch(err):
			a.note("left out of the page: meoktong %s: %v", strings.Join(f.Args, " "), err)
		case err != nil:
			return nil, interrupted(err)
		default:
			out = append(out, render.Drawn{Figure: f, SVG: svg})
		}
	}
	return out, nil
}

// questionFlags are the flags that ask the same model again. A redacted review
// does not tell where the model lies, nor what its overlays are called.
func (a *app) questionFlags(m *models.Model, redacted bool) string {
	var out []string
	add := func(flag, value string) {
		if value != "" {
			out = append(out, flag+" "+shellWord(value))
		}
	}
	if redacted {
		out = append(out, "-m MODEL")
	} else {
		add("-m", a.flags.model)
	}
	for _, w := range m.Overlays() {
		add("--with", w)
	}
	if a.flags.lang != "en" {
		add("--lang", a.flags.lang)
	}
	return strings.Join(out, " ")
}
