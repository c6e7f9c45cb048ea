package cli

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/why"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

func (a *app) why() *cobra.Command {
	var selectors []string
	cmd := &cobra.Command{
		Use:   "why NODE --if SELECTOR",
		Short: "The shortest proof that NODE falls, and what would have saved it",
		Long: `Proves that a node or a part of a service is down, or not up, if some nodes fail:
which requirement broke, through which members, down to the failures. The proof
is the one with the fewest steps. Then what would have saved it: the smallest
sets of nodes, and of requirements with one more alternative, that keep it up,
each tried. Of a node that stays up it says what carries it.
With -o FILE.svg it draws the proof.`,
		Example: `  meoktong why kakaotalk-text --if skcc-pangyo
  meoktong why pos-terminals@kt-internet --if kt-backbone --lang ko
  meoktong why hospital-reception --if 'kt-*' -o why.svg`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: a.completeNodes,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(selectors) == 0 {
				return usagef("why takes --if SELECTOR: what fails")
			}
			format, drawn, err := a.drawnProof()
			if err != nil {
				return err
			}
			c, err := a.compile()
			if err != nil {
				return err
			}
			w, err := a.askWhy(c, args[0], selectors)
			switch {
			case err != nil:
				return err
			case drawn:
				return a.drawProof(cmd.Context(), c, w, format)
			}
			a.noteUnloaded(c.HasLoad())
			p := render.Why{Answer: w, Lang: a.flags.lang}
			if w.Level != "up" {
				p.Draw = a.pictureCommand(append([]string{"why", args[0]}, ifs(selectors)...), append([]string{"why", args[0]}, selectors...))
			}
			return a.show(w, p)
		},
	}
	cmd.Flags().StringArrayVar(&selectors, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
	_ = cmd.RegisterFlagCompletionFunc("if", a.completeNodes)
	return cmd
}

func ifs(selectors []string) []string {
	var out []string
	for _, s := range selectors {
		out = append(out, "--if", s)
	}
	return out
}

func (a *app) askWhy(c *compile.Compiled, node string, selectors []string) (*result.Why, error) {
	ids, err := c.Model.Select(node)
	if err != nil {
		return nil, err
	}
	if len(ids) != 1 {
		return nil, usagef("why takes one node, and %q names %d", node, len(ids))
	}
	failed, err := failures(c.Model, selectors)
	if err != nil {
		return nil, err
	}
	stop := a.progress("looking for what would have saved it")
	defer stop()
	return why.Ask(c, why.Question{Node: ids[0], Failed: failed, After: a.flags.horizon(c.Model), Lang: a.flags.lang, Version: Version})
}

// drawnProof says whether -o asks for a picture, which no format for text goes
// with, and of which format.
func (a *app) drawnProof() (format draw.Format, drawn bool, err error) {
	if err := a.flags.check(); err != nil || !slices.Contains([]string{".svg", ".png", ".dot", ".mmd"}, filepath.Ext(a.flags.output)) {
		return format, false, err
	}
	if a.flags.format != "text" {
		return format, false, usagef("-o %s is a picture; --format and --json are for text", a.flags.output)
	}
	if format, err = draw.ForFile(a.flags.output); err != nil {
		return format, false, usageError{err, ""}
	}
	return format, true, nil
}

func (a *app) drawProof(ctx context.Context, c *compile.Compiled, w *result.Why, format draw.Format) error {
	pic := picture.OfProof(c.Model, w, a.flags.lang)
	stop := a.progress("laying out the picture")
	defer stop()
	data, err := format.Draw(ctx, pic, draw.Options{})
	stop()
	if err != nil {
		return a.drawInstead(pic, err)
	}
	return a.write(func(out io.Writer) error { _, err := out.Write(data); return err })
}
