package cli

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/graph/answer/question"
)

// worded puts what is wrong with a question into the command line's words: it is
// wrong usage. Other errors pass.
func worded(c *command, err error) error {
	var (
		missing  question.Missing
		conflict question.Conflict
		needs    question.Needs
		word     question.NotAmong
		number   question.OutOfRange
		date     question.NoDate
		one      question.NotOne
		none     question.NoSuch
		kind     question.WrongKind
		much     question.TooMuch
		tangled  question.Tangled
		unfound  question.Unfound
	)
	switch {
	case errors.As(err, &missing):
		return usagef("%s takes %s: meoktong %s", c.name(), fields(c, missing.OneOf, " or "), c.use)
	case errors.As(err, &conflict):
		return usagef("%s exclude each other", fields(c, conflict.Fields, " and "))
	case errors.As(err, &needs):
		return usagef("%s needs %s", flagName(c, needs.Field), flagName(c, needs.Other))
	case errors.As(err, &word):
		return usagef("%s %q: it takes %s", flagName(c, word.Field), word.Given, strings.Join(word.Words, ", "))
	case errors.As(err, &number):
		return usagef("%s %s: it takes %s", flagName(c, number.Field), figure(number.Given), span(number))
	case errors.As(err, &date):
		return usagef("%s %q: a date is written like 2023, 2023-09 or 2023-09-30", flagName(c, date.Field), date.Given)
	case errors.As(err, &one):
		return usagef("%s takes one node, and %q names %d; list shows several", flagName(c, one.Field), one.Given, one.Count)
	case errors.As(err, &none):
		return usageError{fmt.Errorf("the model has no %s %q", none.What, none.Given), has(none)}
	case errors.As(err, &kind):
		return usagef("%s %s: it takes a %s, and %q is a %s", flagName(c, kind.Field), kind.Given, kind.Wants, kind.Given, kind.Kind)
	case errors.As(err, &much):
		return tooMuch(c, much)
	case errors.As(err, &tangled):
		return tooTangled(c, tangled)
	case errors.As(err, &unfound): // the question is put right: no wrong usage
		return fmt.Errorf("%w: ask for less with %s", unfound, fields(c, unfound.Narrow, " or "))
	}
	return err
}

// flagName returns how a field is put on the command line: as a flag, or, if it is
// an argument, by the command's name.
func flagName(c *command, f question.Field) string {
	switch f {
	case "node", "selector", "incident", "model":
		return c.name()
	}
	return "--" + string(f)
}

func fields(c *command, list []question.Field, word string) string {
	out := make([]string, len(list))
	for i, f := range list {
		switch f {
		case "node", "selector", "incident", "model":
			out[i] = strings.ToUpper(string(f))
		default:
			out[i] = "--" + string(f)
		}
	}
	return strings.Join(out, word)
}

// span says which numbers a field takes.
func span(e question.OutOfRange) string {
	var out string
	switch {
	case e.Most == 0:
		out = fmt.Sprintf("%s or more", figure(e.Least))
	case e.Most == e.Least+1:
		out = fmt.Sprintf("%s or %s", figure(e.Least), figure(e.Most))
	default:
		out = fmt.Sprintf("%s to %s", figure(e.Least), figure(e.Most))
	}
	if e.Zero {
		out += ", or 0 for all"
	}
	return out
}

func figure(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// has says which elements there are in place of one that there is not.
func has(e question.NoSuch) string {
	switch {
	case len(e.Has) > 0:
		return "it has " + strings.Join(e.Has, " ")
	case e.What == "incident":
		return "it records none; ask with --if SELECTOR --for 85m"
	}
	return "it has none"
}

// tooMuch says by how much a question passes its bound, and what to do. What a
// policy of the model asks for is no wrong usage.
func tooMuch(c *command, e question.TooMuch) error {
	if e.Of != "" {
		return policyTooMuch(e)
	}
	count := "too many"
	if e.Count > 0 {
		count = strconv.FormatInt(e.Count, 10)
	}
	return usageError{fmt.Errorf("%s would be %s, and at most %d are answered", e.What, count, e.Most), "ask for less with " + fields(c, e.Narrow, " or ")}
}

// tooTangled says what else to ask where a loop cannot be written down. The
// question is put right, so that this is no wrong usage.
func tooTangled(c *command, e question.Tangled) error {
	instead := "estimate it with --trials 100000"
	if c.name() == "cutsets" {
		instead = "ask what few nodes can do with --against, or for all single failures and pairs with rank --failures 2"
	}
	return fmt.Errorf("%w: %s", e, instead)
}

func policyTooMuch(e question.TooMuch) error {
	if e.What == "timelines" && len(e.Narrow) > 0 {
		return fmt.Errorf("policy %s names more than %d failures that load can touch and that need a timeline each: name fewer in against, take failures = 1, or leave load out with --no-load",
			e.Of, e.Most)
	}
	if e.What == "timelines" {
		return fmt.Errorf("policy %s bounds outages (max_outage) of more than %d failures that need a timeline each: name fewer in against, take failures = 1, or put the outages of pairs into a policy of its own with fewer failures",
			e.Of, e.Most)
	}
	return fmt.Errorf("policy %s names %d %s, which is more than %d", e.Of, e.Count, e.What, e.Most)
}

// hinted adds to wrong usage where the help is, unless there is a better hint.
func hinted(err error, cmd *cobra.Command) error {
	var usage usageError
	if errors.As(err, &usage) && usage.hint == "" {
		usage.hint = fmt.Sprintf("see %s --help", cmd.CommandPath())
		return usage
	}
	return err
}
