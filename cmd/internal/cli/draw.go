package cli

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	asks "github.com/meoktong/meoktong/graph/answer/draw"
	"github.com/meoktong/meoktong/graph/answer/ranges"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

func drawCommand() *command {
	var q asks.Question
	var dpi int
	return &command{
		use:   "draw [--if SELECTOR] [--focus NODE]",
		short: "The diagram: what failed, what falls with it, and what holds",
		long: `Draws what fails if something fails: the failure on the left, its effects to the
right, sectors as frames. Only what is affected is shown, and what feeds it
directly; --all shows every node. Without --if it draws the model as it stands.
With --focus it draws what NODE needs and what needs it, directly or not. With
--if and an overlay it shows what the overlay saves.

Where paths lead through nodes that are not shown, an indirect line stands for
them. A picture that is more than a slide shows is folded: several nodes share a box,
those that are equal or untouched first.

The ending of -o names the format, else --as. There are pictures only: what they
show as text or JSON is the answer to whatif and list.`,
		example: `  meoktong draw --if kt-backbone -o out/kt-backbone.svg
  meoktong draw --if skcc-pangyo --lang ko -o pangyo.svg
  meoktong draw --focus hospital-reception --depth 2 -o hospital.svg
  meoktong draw --fold sector -o model.svg
  meoktong draw --if kt-backbone --with variant:merchants-second-carrier -o saved.svg
  meoktong draw --as dot | dot -Tpdf > model.pdf`,

		takes:   asking | withLoad,
		formats: pictures(),
		as:      true,
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&q.Failed, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
			dpiFlag(cmd, &dpi)
			cmd.Flags().BoolVar(&q.All, "all", false, "every node, not only those that are affected")
			cmd.Flags().StringVar(&q.Focus, "focus", "", "only what this `node` needs and what needs it")
			cmd.Flags().IntVar(&q.Depth, "depth", 0, "with --focus: only so many `steps` from it (default: any number)")
			cmd.Flags().StringVar((*string)(&q.Fold), "fold", "", "one box for each `sector`, site, operator or kind; none: one for each node (default: folded as far as needed)")
			hint(cmd, "if", hintNodes())
			hint(cmd, "focus", hintNodes())
			hint(cmd, "fold", fixed(foldNames()))
		},
		run: func(r *run, _ []string) error {
			if err := r.checkDPI(dpi); err != nil {
				return err
			}
			if err := q.Check(); err != nil {
				return err
			}
			pic, err := r.picture(q)
			if err != nil {
				return err
			}
			return r.paint(pic, draw.Options{DPI: dpi})
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

// picture asks the question and turns the answer into a picture.
func (r *run) picture(q asks.Question) (pic result.Picture, err error) {
	c, err := r.compile()
	if err != nil {
		return pic, err
	}
	var base *compile.Compiled
	if len(q.Failed) > 0 && len(r.with) > 0 {
		if base, err = r.base(); err != nil {
			return pic, err
		}
	}
	if c.LeavesOutLoad() {
		r.note("the model gives demand and capacity; this is answered without them")
	}
	if len(q.Failed) > 0 {
		r.noteRanges(ranges.OfLevels(c.Model), false)
	}
	q.After, q.Overlays = r.horizon(c.Model), overlayNames(r.with)
	d, err := asks.Compare(r.ctx, c, base, q)
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
