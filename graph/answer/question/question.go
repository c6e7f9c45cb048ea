// Package question holds what is wrong with a question, as values: who asked (a
// command line, a web server) puts them into words of its own. The packages beside
// it, one a command, check their questions and return these.
//
// Selectors that name nothing are a *models.NameError, which says in its own words
// what was meant.
package question

import (
	"fmt"
	"strings"
)

// A Field is what a question is put with, by its name on the command line without
// dashes: "failures", "by", "if". What has no name there, since it is an argument,
// is called like what it takes: "node", "selector", "incident".
type Field string

// Missing is a question without a field that it needs; of several one is enough.
type Missing struct{ OneOf []Field }

func (e Missing) Error() string { return "the question says nothing of " + join(e.OneOf, " or ") }

// Conflict is a question with fields that exclude each other.
type Conflict struct{ Fields []Field }

func (e Conflict) Error() string { return join(e.Fields, " and ") + " exclude each other" }

// Needs is a field that means nothing without another.
type Needs struct{ Field, Other Field }

func (e Needs) Error() string { return fmt.Sprintf("%s needs %s", e.Field, e.Other) }

// NotAmong is a word that is none of those that a field takes.
type NotAmong struct {
	Field Field
	Given string
	Words []string
}

func (e NotAmong) Error() string {
	return fmt.Sprintf("%s %q: it takes %s", e.Field, e.Given, strings.Join(e.Words, ", "))
}

// OutOfRange is a number that a field does not take. Most is 0 where there is no
// upper end; Zero says that 0 is taken, too, and means "all".
type OutOfRange struct {
	Field       Field
	Given       float64
	Least, Most float64
	Zero        bool
}

func (e OutOfRange) Error() string {
	return fmt.Sprintf("%s %g is out of range", e.Field, e.Given)
}

// NoDate is text that is no date such as 2023, 2023-09 or 2023-09-30.
type NoDate struct {
	Field Field
	Given string
}

func (e NoDate) Error() string { return fmt.Sprintf("%s %q is no date", e.Field, e.Given) }

// NotOne is a selector that names several nodes where one is asked about.
type NotOne struct {
	Field Field
	Given string
	Count int
}

func (e NotOne) Error() string {
	return fmt.Sprintf("%s takes one node, and %q names %d", e.Field, e.Given, e.Count)
}

// NoSuch is an id of an element that the model does not have, beside those that it
// has: an incident, a policy, an option.
type NoSuch struct {
	What  string // "incident", "policy"
	Given string
	Has   []string // ids, sorted
}

func (e NoSuch) Error() string { return fmt.Sprintf("the model has no %s %q", e.What, e.Given) }

// WrongKind is a node of another kind than a field asks about.
type WrongKind struct {
	Field Field
	Given string
	Kind  string // that it has; "part" for a part of a service
	Wants string // that it should have
}

func (e WrongKind) Error() string {
	return fmt.Sprintf("%s %s is a %s, not a %s", e.Field, e.Given, e.Kind, e.Wants)
}

// FieldNoLoad leaves demand and capacity out.
const FieldNoLoad Field = "no-load"

// TooMuch is a question whose answer would pass a bound. Narrow names the fields
// that ask for less.
type TooMuch struct {
	What   string // "rows", "scenarios"
	Of     string // the element that asks for it, where one does: a policy's id
	Count  int64  // how many there would be; 0 where that is not known
	Most   int64
	Narrow []Field
}

func (e TooMuch) Error() string {
	return fmt.Sprintf("too many %s: %d, and at most %d are answered", e.What, e.Count, e.Most)
}

// Tangled is a loop of nodes that need each other in so many ways that nobody can
// write down what fails them.
type Tangled struct {
	Around string // one of them
	Count  int    // nodes and parts
}

func (e Tangled) Error() string {
	return fmt.Sprintf("the loop of %d nodes and parts around %s is too tangled to unroll", e.Count, e.Around)
}

// Unfound is an answer that takes more work than is allowed. Narrow names the fields that
// ask for less.
type Unfound struct {
	What   string // "prime implicants"
	Narrow []Field
}

func (e Unfound) Error() string { return "the " + e.What + " take too much work to find" }

func join(fields []Field, word string) string {
	words := make([]string, len(fields))
	for i, f := range fields {
		words[i] = string(f)
	}
	return strings.Join(words, word)
}
