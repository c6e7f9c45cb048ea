package cli

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// goError matches what Go's own errors look like.
var goError = regexp.MustCompile(`strconv|parsing|invalid|syntax|%!|nil`)

// TestWrongValues gives every flag of every command a value that cannot be: the
// message names the flag, is in the program's own words, and the exit code is 2.
func TestWrongValues(t *testing.T) {
	asked := 0
	for _, cmd := range everyCommand((&app{}).root()) {
		cmd.Flags().AddFlagSet(cmd.InheritedFlags())
		cmd.Flags().VisitAll(func(flag *pflag.Flag) {
			for i, value := range wrongFor(cmd, flag) {
				if asked++; testing.Short() && i > 0 {
					continue
				}
				args := slices.Concat(strings.Fields(cmd.CommandPath())[1:], needed[cmd.Name()], []string{"--" + flag.Name + "=" + value})
				var out, err bytes.Buffer
				if code := Main(Built(), args, &out, &err); code != exitUsage || goError.MatchString(err.String()) || !strings.Contains(err.String(), "--"+flag.Name) || out.Len() > 0 {
					t.Errorf("%q ends with %d and says\n%s", args, code, err.String())
				}
			}
		})
	}
	if asked < 200 {
		t.Errorf("only %d were asked", asked)
	}
}

// needed is what commands must be given besides, to look at their flags at all.
var needed = map[string][]string{"cutsets": {"x"}, "show": {"x"}, "diff": {"x", "y"}, "whatif": {"x"}, "why": {"x", "--if=y"},
	"timeline": {"--if=x"}, "import": {"openpsa", "x.xml"}, "review": {"--json"}}

func everyCommand(root *cobra.Command) []*cobra.Command {
	out := []*cobra.Command{root}
	for i := 0; i < len(out); i++ {
		out = append(out, out[i].Commands()...)
	}
	return out
}

// wrongFor returns values that a flag does not take, of those that are found
// before a model is read.
func wrongFor(cmd *cobra.Command, flag *pflag.Flag) []string {
	switch flag.Value.Type() {
	case "bool":
		return []string{"perhaps", ""}
	case "int", "int64", "uint64":
		return []string{"abc", "", "1e9", "1.5", "99999999999999999999"}
	}
	choice := slices.Contains([]string{"after", "lang", "format", "color", "level", "by", "as", "fold", "for", "asof", "unverified-before"}, flag.Name)
	if asks := cmd.HasParent() && cmd.Parent().Name() != "completion"; choice && asks && !cmd.HasSubCommands() {
		return []string{"", "no such", "-1"}
	}
	return []string{""}
}
