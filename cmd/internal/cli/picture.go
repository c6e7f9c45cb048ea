package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/result"
)

// dpiFlag adds the resolution of pictures.
func dpiFlag(cmd *cobra.Command, dpi *int) {
	cmd.Flags().IntVar(dpi, "dpi", draw.DefaultDPI, fmt.Sprintf("resolution of a png in `dots` per inch, %d to %d", draw.MinDPI, draw.MaxDPI))
}

// checkDPI refuses a resolution that is out of bounds, or has no use.
func (r *run) checkDPI(dpi int) error {
	switch {
	case !r.given("dpi"):
		return nil
	case !r.format.isPicture():
		return usagef("--dpi is the resolution of a png, and -o names none")
	case r.format != "png":
		return usagef("--dpi is the resolution of a png; %s has none", r.format)
	case dpi < draw.MinDPI || dpi > draw.MaxDPI:
		return usagef("--dpi %d is out of bounds: %d to %d", dpi, draw.MinDPI, draw.MaxDPI)
	}
	return nil
}

// paint draws a picture into the file of -o.
func (r *run) paint(pic result.Picture, opts draw.Options) error {
	format, err := draw.ForName(string(r.format))
	if err != nil {
		return err
	}
	stop := r.progress("laying out the picture")
	defer stop()
	lost := 0
	opts.Straightened = func(lines int) { lost = lines }
	data, err := format.Draw(r.ctx, pic, opts)
	stop()
	switch {
	case errors.As(err, new(*draw.LayoutError)) && r.output != "":
		file, failed := r.leaveDOT(pic)
		if failed != nil {
			return errors.Join(err, failed)
		}
		return fmt.Errorf("%w; %s", err, file)
	case err != nil:
		return err
	}
	if err = r.writeBytes(data); err != nil || lost == 0 || r.output == "" {
		return err
	}
	file, err := r.leaveDOT(pic)
	if err == nil {
		r.note("lines that are straight, since the layout of them could not be read: %d; %s", lost, file)
	}
	return err
}

// chart draws a chart into the file of -o.
func (r *run) chart(c result.Chart, opts draw.Options) error {
	format, err := draw.ForName(string(r.format))
	if err != nil {
		return err
	}
	data, err := format.Chart(c, opts)
	if err != nil {
		return err
	}
	return r.writeBytes(data)
}

func (r *run) writeBytes(data []byte) error {
	return r.write(func(w io.Writer) error { _, err := w.Write(data); return err })
}

// leaveDOT writes the DOT file beside the picture's, for a Graphviz of one's own,
// and says where it is.
func (r *run) leaveDOT(pic result.Picture) (string, error) {
	instead := *r
	instead.quiet = true
	instead.output = strings.TrimSuffix(r.output, filepath.Ext(r.output)) + ".dot"
	if _, err := os.Lstat(instead.output); err == nil {
		return instead.output + " exists and was not replaced", nil
	}
	return "its DOT file is in " + instead.output, instead.writeBytes(draw.DOT(pic))
}
