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

	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/impact"
	"github.com/meoktong/meoktong/graph/picture"
	"github.com/meoktong/meoktong/graph/result"
)

func (a *app) draw() *cobra.Command {
	var selectors []string
	var as string
	var all bool
	cmd := &cobra.Command{
		Use:   "draw [--if SELECTOR]",
		Short: "The diagram: what failed, what falls with it, and what holds",
		Long: `Draws what fails if something fails: the failure on the left, its effects to the
right, sectors as frames. Only what is affected is shown, and what feeds it
directly; --all shows every node. Without --if it draws the model as it stands.

The ending of -o names the format (svg, dot), else --as.`,
		Example: `  meoktong draw --if kt-backbone -o out/kt-backbone.svg
  meoktong draw --if skcc-pangyo --lang ko -o pangyo.svg
  meoktong draw --as dot | dot -Tpdf > model.pdf`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			format, err := a.pictureFormat(as, cmd.Flags().Changed("as"))
			if err != nil {
				return err
			}
			pic, err := a.picture(selectors, all)
			if err != nil {
				return err
			}
			stop := a.progress("laying out the picture")
			defer stop()
			data, err := format.Draw(cmd.Context(), pic, draw.Options{})
			stop()
			if err != nil {
				return a.drawInstead(pic, err)
			}
			return a.write(func(w io.Writer) error { _, err := w.Write(data); return err })
		},
	}
	cmd.Flags().StringArrayVar(&selectors, "if", nil, "what fails: a `selector` as for whatif (repeatable)")
	cmd.Flags().StringVar(&as, "as", "svg", "the picture's `format`: svg or dot")
	cmd.Flags().BoolVar(&all, "all", false, "every node, not only those that are affected")
	_ = cmd.RegisterFlagCompletionFunc("if", a.completeNodes)
	_ = cmd.RegisterFlagCompletionFunc("as", cobra.FixedCompletions([]string{"svg", "dot"}, cobra.ShellCompDirectiveNoFileComp))
	return cmd
}

// pictureFormat decides on the format before any work is done.
func (a *app) pictureFormat(as string, given bool) (draw.Format, error) {
	if err := a.flags.check(); err != nil {
		return draw.Format{}, err
	}
	if a.flags.format != "text" {
		return draw.Format{}, usagef("draw makes pictures: --as names their format, not --format or --json")
	}
	ending := strings.TrimPrefix(filepath.Ext(a.flags.output), ".")
	if ending != "" && given && ending != as && slices.Contains([]string{"svg", "png", "dot", "mmd"}, ending) {
		return draw.Format{}, usagef("-o %s and --as %s name two formats", a.flags.output, as)
	}
	format, err := draw.ForName(as)
	if a.flags.output != "" && a.flags.output != "-" && !given {
		format, err = draw.ForFile(a.flags.output)
	}
	if err != nil {
		return draw.Format{}, usageError{err}
	}
	return format, nil
}

// picture asks the question and turns the answer into a picture.
func (a *app) picture(selectors []string, all bool) (result.Picture, error) {
	c, err := a.compile()
	if err != nil {
		return result.Picture{}, err
	}
	var failed []string
	if len(selectors) > 0 {
		if failed, err = failures(c.Model, selectors); err != nil {
			return result.Picture{}, err
		}
	}
	w, err := impact.WhatIf(c, impact.Question{Failed: failed, After: a.flags.horizon(c.Model), Lang: a.flags.lang, All: true, Version: Version})
	if err != nil {
		return result.Picture{}, err
	}
	return picture.Of(c.Model, w, all, a.flags.lang), nil
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
