package cli

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"github.com/agnivade/levenshtein"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError turns what the flag parser says into a message for people: what is
// wrong, and below it what the flag is for.
func flagError(cmd *cobra.Command, err error) error {
	var value *pflag.InvalidValueError
	var missing *pflag.ValueRequiredError
	var unknown *pflag.NotExistError
	var syntax *pflag.InvalidSyntaxError
	hint := fmt.Sprintf("see %s --help", cmd.CommandPath())
	switch {
	case errors.As(err, &value):
		return wrongValue(value)
	case errors.As(err, &missing):
		return usageError{fmt.Errorf("--%s needs a value", missing.GetFlag().Name), meaning(missing.GetFlag())}
	case errors.As(err, &unknown):
		return unknownFlag(cmd, unknown, hint)
	case errors.As(err, &syntax):
		return usageError{fmt.Errorf("%s is no flag", syntax.GetSpecifiedFlag()), hint}
	}
	return usageError{err, hint}
}

// unknownFlag tells a flag that the command does not use from one that no command
// has, and of that says what was meant.
func unknownFlag(cmd *cobra.Command, e *pflag.NotExistError, hint string) error {
	name, short := e.GetSpecifiedName(), e.GetSpecifiedShortnames()
	written, elsewhere := "--"+name, cmd.Root().Flags().Lookup(name)
	if short != "" {
		written, elsewhere = "-"+short, cmd.Root().Flags().ShorthandLookup(short[:1])
	}
	if as := cmd.Flags().Lookup("as"); as != nil && (name == "format" || name == "json") {
		hint = meaning(as)
	}
	if elsewhere != nil {
		return usageError{fmt.Errorf("%s does not use %s", cmd.Name(), written), hint}
	}
	if near := nearFlag(cmd, name); near != "" && short == "" {
		hint = fmt.Sprintf("did you mean --%s? %s", near, hint)
	}
	return usageError{fmt.Errorf("unknown flag: %s", written), hint}
}

// nearFlag returns the flag of a command that is written most alike, or "".
func nearFlag(cmd *cobra.Command, name string) string {
	best, distance := "", 3
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if d := levenshtein.ComputeDistance(name, f.Name); d < distance && d < len(name) {
			best, distance = f.Name, d
		}
	})
	return best
}

// wrongValue says what a flag takes.
func wrongValue(e *pflag.InvalidValueError) error {
	flag := e.GetFlag()
	if flag.Value.Type() == durationType {
		return usageError{fmt.Errorf("--%s %q: %w", flag.Name, e.GetValue(), errors.Unwrap(e)), meaning(flag)}
	}
	takes := map[string]string{"bool": "true or false", "int": "a whole number", "int64": "a whole number", "uint64": "a whole number from 0 on"}[flag.Value.Type()]
	if errors.Is(e, strconv.ErrRange) {
		takes = "a smaller number"
	}
	hint := meaning(flag)
	if meant := wholeNumber(e.GetValue()); meant != "" && takes == "a whole number" {
		hint = fmt.Sprintf("did you mean %s?", meant)
	}
	return usageError{fmt.Errorf("--%s %q: it takes %s", flag.Name, e.GetValue(), takes), hint}
}

// wholeNumber writes a number such as 1e6 in full; "" if it is none, or not whole.
func wholeNumber(s string) string {
	x, err := strconv.ParseFloat(s, 64)
	if err != nil || x != math.Trunc(x) || math.Abs(x) > 1e15 {
		return ""
	}
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// meaning is what the help says of a flag.
func meaning(flag *pflag.Flag) string {
	_, usage := pflag.UnquoteUsage(flag)
	return fmt.Sprintf("--%s: %s", flag.Name, usage)
}

// refuseNothing finds flags that were given with nothing: a variable of a script
// that is not set is no wish for the default. Neither is the 0 of a flag that is 0
// when it is not given.
func refuseNothing(set *pflag.FlagSet) error {
	var err error
	set.Visit(func(flag *pflag.Flag) {
		values := []string{flag.Value.String()}
		if list, ok := flag.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
		}
		switch {
		case err != nil:
		case slices.Contains(values, ""):
			err = usageError{fmt.Errorf("--%s is empty", flag.Name), meaning(flag)}
		case flag.DefValue == "0" && values[0] == "0":
			err = usageError{fmt.Errorf("--%s 0: it takes %s or more", flag.Name, least(flag)), meaning(flag)}
		}
	})
	return err
}

// least is the least that a flag takes which is 0 when it is not given.
func least(flag *pflag.Flag) string {
	if flag.Value.Type() == durationType {
		return "1s"
	}
	return "1"
}
