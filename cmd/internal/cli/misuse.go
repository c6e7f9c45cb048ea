package cli

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/formats"
)

// tooMany is the error of a command that is given an argument more than it takes, with
// what was probably meant.
func tooMany(cmd *cobra.Command, args []string) error {
	last := args[len(args)-1]
	err := usageError{fmt.Errorf("%s does not take %q: meoktong %s", cmd.Name(), last, cmd.Use), ""}
	if meant := meantBy(cmd, args); meant != nil {
		err.hint = "did you mean " + meant.String() + "?"
	}
	return err
}

// meantBy returns the command that was probably meant, or nil.
func meantBy(cmd *cobra.Command, args []string) result.Command {
	has := func(flag string) bool { return cmd.Flags().Lookup(flag) != nil }
	before, last := result.Command{cmd.Name()}.And(args[:len(args)-1]...), args[len(args)-1]
	switch name := cmd.Name(); {
	case has("model") && isModelFile(last):
		return before.Flag("-m", last)
	case name == "review":
		return before.Flag("-o", last)
	case name == "draw" || name == "why":
		return before.Flag("--if", last)
	case name == "rank" && has("against"):
		return before.Flag("--against", last)
	case has("policy"):
		return before.Flag("--policy", last)
	}
	return nil
}

// isModelFile says whether an argument looks like a model: by its ending, or since it is
// a folder.
func isModelFile(arg string) bool {
	info, err := os.Stat(arg)
	return len(formats.OfEnding(arg)) > 0 || err == nil && info.IsDir()
}
