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
	data, err := format.Draw(r.ctx, pic, opts)
	stop()
	if err != nil {
		return r.drawInstead(pic, err)
	}
	return r.writeBytes(data)
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

// drawInstead writes the DOT file where a layout could not be had, says so, and
// fails.
func (r *run) drawInstead(pic result.Picture, why error) error {
	if !draw.TooMuch(why) || r.output == "" {
		return why
	}
	instead := *r
	instead.output = strings.TrimSuffix(r.output, filepath.Ext(r.output)) + ".dot"
	if _, err := os.Lstat(instead.output); err == nil {
		return fmt.Errorf("%w; %s exists and was not replaced", why, instead.output)
	}
	if err := instead.writeBytes(draw.DOT(pic)); err != nil {
		return errors.Join(why, err)
	}
	return fmt.Errorf("%w; its DOT file is in %s", why, instead.output)
}
