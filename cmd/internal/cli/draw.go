package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

// drawFlags are what a picture is asked for with.
type drawFlags struct {
	selectors []string
	as        string
	all       bool
	focus     string
	depth     int
	fold      string
	dpi       int
}

func (a *app) draw() *cobra.Command {
	var f drawFlags
	cmd := &cobra.Command{
		Use:   "draw [--if SELECTOR] [--focus NODE]",
		Short: "The diagram: what failed, what falls with it, and what holds",
		Long: `Draws what fails if something fails: the failure on the left, its effects to the
right, sectors as frames. Only what is affected is shown, and what feeds it
directly; --all shows every node. Without --if it draws the model as it stands.
With --focus it draws what NODE needs and what needs it, directly or not. With
--if and an overlay it shows what the overlay saves.

Where paths lead through nodes that are not shown, an indirect line stands for
them. A picture that would be hard to read is folded: several nodes share a box.

The ending of -o names the format, else --as. There are pictures only: what they
show as text or JSON is the answer to whatif and list.`,
		Example: `  meoktong draw --if kt-backbone -o out/kt-backbone.svg
  meoktong draw --if skcc-pangyo --lang ko -o pangyo.svg
  meoktong draw --focus hospital-reception --depth 2 -o hospital.svg
  meoktong draw --fold sector -o model.svg
  meoktong draw --if kt-backbone --with variant:merchants-second-carrier -o saved.svg
  meoktong draw --as dot | dot -Tpdf > model.pdf`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := a.pictureFormat(f.as, cmd.Flags().Changed("as"))
			if err != nil {
				return err
			}
			if err := checkDPI(cmd, format, f.dpi); err != nil {
				return err
			}
			if err := f.check(cmd.Flags().Changed); err != nil {
				return err
			}
			pic, err := a.picture(f)
			if err != nil {
				return err
			}
			stop := a.progress("laying out the picture")
			defer stop()
			data, err := format.Draw(cmd.Context(), pic, draw.Options{DPI: f.dpi})
			stop()
			if err != nil {
				return a.drawInstead(pic, err)
			}
			return a.write(func(w io.Writer) error { _, err := w.Write(data); return err })
		},
	}
	cmd.Flags().StringArrayVar(&f.selectors, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
	cmd.Flags().StringVar(&f.as, "as", "svg", "the picture's `format`: "+strings.Join(draw.FormatNames(), ", "))
	cmd.Flags().IntVar(&f.dpi, "dpi", draw.DefaultDPI, fmt.Sprintf("resolution of a png in `dots` per inch, %d to %d", draw.MinDPI, draw.MaxDPI))
	cmd.Flags().BoolVar(&f.all, "all", false, "every node, not only those that are affected")
	cmd.Flags().StringVar(&f.focus, "focus", "", "only what this `node` needs and what needs it")
	cmd.Flags().IntVar(&f.depth, "depth", 0, "with --focus: only so many `steps` from it (default: any number)")
	cmd.Flags().StringVar(&f.fold, "fold", "", "one box for each `sector`, site, operator or kind; none: one for each node (default: folded as far as needed)")
	_ = cmd.RegisterFlagCompletionFunc("if", a.completeNodes)
	_ = cmd.RegisterFlagCompletionFunc("focus", a.completeNodes)
	_ = cmd.RegisterFlagCompletionFunc("as", cobra.FixedCompletions(draw.FormatNames(), cobra.ShellCompDirectiveNoFileComp))
	_ = cmd.RegisterFlagCompletionFunc("fold", cobra.FixedCompletions(foldNames(), cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

func foldNames() []string {
	var out []string
	for _, f := range picture.Folds() {
		out = append(out, string(f))
	}
	return out
}

// check finds flags that cannot be.
func (f drawFlags) check(given func(flag string) bool) error {
	switch {
	case given("fold") && !slices.Contains(foldNames(), f.fold):
		return usagef("--fold %q: it takes %s", f.fold, strings.Join(foldNames(), ", "))
	case given("depth") && f.focus == "":
		return usagef("--depth says how far to go from a node: it needs --focus NODE")
	case given("depth") && f.depth < 1:
		return usagef("--depth %d: it takes a number of steps from 1 on", f.depth)
	}
	return nil
}

// pictureFormat decides on the format before any work is done.
func (a *app) pictureFormat(as string, given bool) (draw.Format, error) {
	if err := a.flags.check(); err != nil {
		return draw.Format{}, err
	}
	if a.flags.format != "text" {
		return draw.Format{}, usagef("draw makes pictures: --as names their format, not --format or --json")
	}
	if !slices.Contains(draw.FormatNames(), as) {
		return draw.Format{}, usagef("--as %q: it takes %s", as, strings.Join(draw.FormatNames(), ", "))
	}
	ending := strings.TrimPrefix(filepath.Ext(a.flags.output), ".")
	if ending != "" && given && ending != as && slices.Contains(draw.FormatNames(), ending) {
		return draw.Format{}, usagef("-o %s and --as %s name two formats", a.flags.output, as)
	}
	format, err := draw.ForName(as)
	if a.flags.output != "" && a.flags.output != "-" && !given {
		format, err = draw.ForFile(a.flags.output)
	}
	if err != nil {
		return draw.Format{}, usageError{err, ""}
	}
	return format, nil
}

// checkDPI refuses a resolution that is out of bounds, or has no use.
func checkDPI(cmd *cobra.Command, format draw.Format, dpi int) error {
	switch {
	case !cmd.Flags().Changed("dpi"):
		return nil
	case format.Name != "png":
		return usagef("--dpi is the resolution of a png; %s has none", format.Name)
	case dpi < draw.MinDPI || dpi > draw.MaxDPI:
		return usagef("--dpi %d is out of bounds: %d to %d", dpi, draw.MinDPI, draw.MaxDPI)
	}
	return nil
}

// picture asks the question and turns the answer into a picture.
func (a *app) picture(f drawFlags) (pic result.Picture, err error) {
	c, err := a.compile()
	if err != nil {
		return pic, err
	}
	q := picture.Question{Model: c.Model, All: f.all, Depth: f.depth, Fold: picture.Fold(f.fold), Lang: a.flags.lang, Overlays: overlayNames(a.flags.with)}
	if f.focus != "" {
		if q.Focus, err = oneNode(c.Model, "--focus", f.focus); err != nil {
			return pic, err
		}
	}
	var failed []string
	if len(f.selectors) > 0 {
		if failed, err = failures(c.Model, f.selectors); err != nil {
			return pic, err
		}
	}
	ask := whatif.Question{Failed: failed, After: a.flags.horizon(c.Model), Lang: a.flags.lang, All: true, Version: Version}
	if q.Answer, err = whatif.WhatIf(c, ask); err != nil {
		return pic, err
	}
	if len(failed) > 0 && len(a.flags.with) > 0 {
		if q.Before, err = a.before(ask); err != nil {
			return pic, err
		}
	}
	return picture.Of(q)
}

// before asks the same of the model as it is without the overlays: the same
// nodes fail, as far as they are there.
func (a *app) before(q whatif.Question) (*result.WhatIf, error) {
	c, err := a.base()
	if err != nil {
		return nil, err
	}
	q.Failed = slices.DeleteFunc(slices.Clone(q.Failed), func(ref string) bool { return c.Vertex(ref) < 0 })
	return whatif.WhatIf(c, q)
}

// overlayNames are overlays as a title names them: files without their folder.
func overlayNames(with []string) []string {
	var out []string
	for _, w := range with {
		kind, name, found := strings.Cut(w, ":")
		if !found || kind != "variant" && kind != "option" {
			name = filepath.Base(w)
		}
		out = append(out, name)
	}
	return out
}

// drawInstead writes the DOT file where a layout could not be had, says so, and
// fails.
func (a *app) drawInstead(pic result.Picture, why error) error {
	if !draw.TooMuch(why) || a.flags.output == "" {
		return why
	}
	a.flags.output = strings.TrimSuffix(a.flags.output, filepath.Ext(a.flags.output)) + ".dot"
	if _, err := os.Lstat(a.flags.output); err == nil {
		return fmt.Errorf("%w; %s exists and was not replaced", why, a.flags.output)
	}
	if err := a.write(func(w io.Writer) error { _, err := w.Write(draw.DOT(pic)); return err }); err != nil {
		return errors.Join(why, err)
	}
	return fmt.Errorf("%w; its DOT file is in %s", why, a.flags.output)
}
