package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	asks "github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

// drawFlags are what a picture is asked for with.
type drawFlags struct {
	selectors []string
	all       bool
	focus     string
	depth     int
	fold      string
	dpi       int
}

func drawCommand() *command {
	var f drawFlags
	return &command{
		use:   "draw [--if SELECTOR] [--focus NODE]",
		short: "The diagram: what failed, what falls with it, and what holds",
		long: `Draws what fails if something fails: the failure on the left, its effects to the
right, sectors as frames. Only what is affected is shown, and what feeds it
directly; --all shows every node. Without --if it draws the model as it stands.
With --focus it draws what NODE needs and what needs it, directly or not. With
--if and an overlay it shows what the overlay saves.

Where paths lead through nodes that are not shown, an indirect line stands for
them. A picture that would be hard to read is folded: several nodes share a box.

The ending of -o names the format, else --as. There are pictures only: what they
show as text or JSON is the answer to whatif and list.`,
		example: `  meoktong draw --if kt-backbone -o out/kt-backbone.svg
  meoktong draw --if skcc-pangyo --lang ko -o pangyo.svg
  meoktong draw --focus hospital-reception --depth 2 -o hospital.svg
  meoktong draw --fold sector -o model.svg
  meoktong draw --if kt-backbone --with variant:merchants-second-carrier -o saved.svg
  meoktong draw --as dot | dot -Tpdf > model.pdf`,

		takes:   asking,
		formats: pictures(),
		as:      true,
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&f.selectors, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
			dpiFlag(cmd, &f.dpi)
			cmd.Flags().BoolVar(&f.all, "all", false, "every node, not only those that are affected")
			cmd.Flags().StringVar(&f.focus, "focus", "", "only what this `node` needs and what needs it")
			cmd.Flags().IntVar(&f.depth, "depth", 0, "with --focus: only so many `steps` from it (default: any number)")
			cmd.Flags().StringVar(&f.fold, "fold", "", "one box for each `sector`, site, operator or kind; none: one for each node (default: folded as far as needed)")
			hint(cmd, "if", hintNodes())
			hint(cmd, "focus", hintNodes())
			hint(cmd, "fold", fixed(foldNames()))
		},
		run: func(r *run, _ []string) error {
			if err := r.checkDPI(f.dpi); err != nil {
				return err
			}
			if err := f.check(r.given); err != nil {
				return err
			}
			pic, err := r.picture(f)
			if err != nil {
				return err
			}
			return r.paint(pic, draw.Options{DPI: f.dpi})
		},
	}
}

func foldNames() []string {
	var out []string
	for _, f := range result.Folds() {
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

// picture asks the question and turns the answer into a picture.
func (r *run) picture(f drawFlags) (pic result.Picture, err error) {
	c, err := r.compile()
	if err != nil {
		return pic, err
	}
	var base *compile.Compiled
	if len(f.selectors) > 0 && len(r.with) > 0 {
		if base, err = r.base(); err != nil {
			return pic, err
		}
	}
	d, err := asks.Compare(r.ctx, c, base, asks.Question{Failed: f.selectors, After: r.horizon(c.Model), All: f.all,
		Focus: f.focus, Depth: f.depth, Fold: result.Fold(f.fold), Overlays: overlayNames(r.with)})
	if err != nil {
		return pic, err
	}
	return picture.Of(r.ctx, c.Model, d, r.lang)
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
