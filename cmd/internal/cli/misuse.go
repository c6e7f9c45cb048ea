package cli

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
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
	case name == "draw": // it takes no argument: all of them are what fails
		return result.Command{name}.Flag("--if", strings.Join(args, ","))
	case name == "why":
		return before.Flag("--if", last)
	case name == "rank" && has("against"):
		return before.Flag("--against", last)
	case has("policy"):
		return before.Flag("--policy", last)
	}
	return nil
}

// aboutModels adds to an error about a node that an argument looks like a model.
func aboutModels(err error, cmd *cobra.Command, args []string) error {
	var name *models.NameError
	if cmd.Flags().Lookup("model") == nil || !errors.As(err, &name) {
		return err
	}
	i := slices.IndexFunc(args, func(arg string) bool {
		return isModelFile(arg) && strings.Contains(name.Message, fmt.Sprintf("%q", arg))
	})
	if i < 0 {
		return err
	}
	meant := result.Command{cmd.Name()}.And(slices.Delete(slices.Clone(args), i, i+1)...).Flag("-m", args[i])
	return &models.NameError{Message: name.Message, Hint: "did you mean " + meant.String() + "?"}
}

// aboutNodes adds to an error about an incident that what was given is a node.
func aboutNodes(err error, m *models.Model) error {
	var none question.NoSuch
	if !errors.As(err, &none) || none.What != "incident" || !m.Has(none.Given) {
		return err
	}
	return usageError{fmt.Errorf("the model has no incident %q", none.Given), "it is a node; did you mean " + result.Command{"timeline", "--if", none.Given}.String() + "?"}
}

// isModelFile says whether an argument looks like a model: by its ending, or since it is
// a folder.
func isModelFile(arg string) bool {
	info, err := os.Stat(arg)
	return len(formats.OfEnding(arg)) > 0 || err == nil && info.IsDir()
}
