package cli

import (
	_ "embed"
	"fmt"
	"io"
	"os"
	"runtime"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	docs "github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// starter is the model that init writes.
//
//go:embed starter.toml
var starter []byte

func (a *app) init() *cobra.Command {
	return &cobra.Command{
		Use:   "init",
		Short: "Write a starter model, " + models.DefaultFile + " or the file of -o",
		Args:  cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			if err := a.flags.check(); err != nil {
				return err
			}
			if a.flags.output == "" {
				a.flags.output = models.DefaultFile
			}
			if _, err := os.Lstat(a.flags.output); err == nil && a.flags.output != "-" {
				return fmt.Errorf("%s exists already, and is not replaced", a.flags.output)
			}
			if err := a.write(func(w io.Writer) error { _, err := w.Write(starter); return err }); err != nil {
				return err
			}
			if a.flags.output == "-" {
				return nil
			}
			where := ""
			if a.flags.output != models.DefaultFile {
				where = " -m " + shellWord(a.flags.output)
			}
			a.note("next: meoktong whatif%s line-a", where)
			return nil
		},
	}
}

func (a *app) version() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Which program this is",
		Args:  cobra.NoArgs,
		RunE: func(_ *cobra.Command, _ []string) error {
			if err := a.flags.check(); err != nil {
				return err
			}
			v := docs.Version{Header: docs.Header{Schema: "meoktong.version/1", Tool: docs.Tool{Version: Version}}, Go: runtime.Version()}
			return a.show(v, render.Version{Answer: v})
		},
	}
}
