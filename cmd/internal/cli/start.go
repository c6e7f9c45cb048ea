package cli

import (
	_ "embed"
	"fmt"
	"os"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// starter is the model that init writes.
//
//go:embed starter.toml
var starter []byte

func initCommand() *command {
	return &command{
		use:   "init",
		short: "Write a starter model, " + models.DefaultFile + " or the file of -o",

		takes: withOutput | withColor | withQuiet,
		run: func(r *run, _ []string) error {
			if r.output == "" {
				r.output = models.DefaultFile
			}
			if _, err := os.Lstat(r.output); err == nil && r.output != "-" {
				return fmt.Errorf("%s exists already, and is not replaced", r.output)
			}
			if err := r.writeBytes(starter); err != nil {
				return err
			}
			if r.output == "-" {
				return nil
			}
			next := result.Command{"whatif"}
			if r.output != models.DefaultFile {
				next = next.Flag("-m", r.output)
			}
			r.note("next: %s", next.And("line-a"))
			return nil
		},
	}
}
