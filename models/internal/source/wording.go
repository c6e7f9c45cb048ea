package source

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/meoktong/meoktong/models/internal/words"
)

// wording is what a parser's message is about, told in the program's own words.
// Those of the parsers are written for programmers, and theirs to change.
type wording struct {
	theirs     string // some part of the parser's message
	ours, hint string
}

// worded returns the first wording of a message, or else the given sentence.
func worded(message string, all []wording, otherwise string) (ours, hint string) {
	for _, w := range all {
		if strings.Contains(message, w.theirs) {
			return otherwise + ": " + w.ours, w.hint
		}
	}
	return otherwise, ""
}

const (
	hintQuotes = `text stands in quotes, such as "web"`
	hintHeader = `the header of an element is written [KIND.ID], in small letters, digits and "-"`
	hintKey    = `a line is written KEY = VALUE`
	hintEscape = `write \\ for a backslash, or put the text in single quotes`
)

// tomlWordings are in order: what comes first may be a part of what comes later.
var tomlWordings = []wording{
	{"table array name", "this header does not end", hintHeader},
	{"to end table name", `"]" is missing here, or a name holds what it may not`, hintHeader},
	{"table names cannot be empty", "a name is missing in this header", hintHeader},
	{"key name appears blank", "a key is missing here", hintKey},
	{"keys cannot start with", "a name is missing here, before the dot", ""},
	{"key separator", `a key without "="`, hintKey},
	{"expected '.' or '='", `"=" is missing here`, hintKey},
	{"expected value", "a value is missing here", hintQuotes},
	{"unexpected '='", `a name is missing here, before "="`, ""},
	{"unexpected '.'", "a name is missing here, before the dot", ""},
	{"floats must start with", "a number starts with a digit", "such as 0.5"},
	{"unexpected comma", "a comma stands here without a value before it", ""},
	{"array terminator", `"," or "]" is missing here`, ""},
	{"inline table terminator", `"," or "}" is missing here`, ""},
	{"within inline tables", "a table in braces ends on its line", ""},
	{"top-level item to end", "more follows on this line, where it should end", ""},
	{"hexadecimal digits after", `\x, \u and \U are followed by 2, 4 or 8 hexadecimal digits`, hintEscape},
	{"invalid escape", "a backslash starts no escape here", hintEscape},
	{"Escaped character", "this escape stands for no character", ""},
	{"strings cannot contain newlines", "this text does not end on its line", `close its quotes, or put text of several lines in """`},
	{`unexpected '""""""'`, "these are too many quotes", ""},
	{`unexpected "''''''"`, "these are too many quotes", ""},
	{"leading zeroes", "a number starts with no needless zero", ""},
	{"underscores", "underscores stand between digits only", "such as 2_660_000"},
	{"out of range", "this number is too large", ""},
	{"sign with non-decimal", "a number with 0x, 0o or 0b has no sign", ""},
	{"invalid float", "this is not a number", ""},
	{"Invalid float", "this is not a number", "a decimal point is followed by a digit"},
	{"expected a digit", "this is not a number", ""},
	{"not a binary number", "this is not a binary number", ""},
	{"not an octal number", "this is not an octal number", ""},
	{"not a hexadecimal number", "this is not a hexadecimal number", ""},
	{"invalid datetime", "this is not a date or a time", "a date is written 2023-09-30"},
	{"is not a table", "a value and a table go by one name", ""},
	{"already created", "a table and a list of tables go by one name", ""},
	{"already been defined", "this name is defined twice", ""},
	{"unexpected EOF", "the file ends too early", ""},
}

// describeTOML tells the parser's error in the program's words.
func describeTOML(err error) (message, hint string) {
	var pe toml.ParseError
	if !errors.As(err, &pe) {
		return "this file is not valid TOML", ""
	}
	const otherwise = "this is not valid TOML"
	if message, hint = worded(pe.Message, tomlWordings, otherwise); message == otherwise {
		message += " here"
	}
	return message, hint
}

var jsonWordings = []wording{
	{"after object name", `":" is missing here, between a key and its value`, ""},
	{"missing value after object name", "a key has no value", ""},
	{"after object value", `"," or "}" is missing here`, ""},
	{"after array", `"," or "]" is missing here`, ""},
	{"in literal", "this is neither true nor false", hintQuotes},
	{"at start of value", "no key and no value starts like this", hintQuotes},
	{"member name must be a string", "a key stands in quotes", ""},
	{"at start of string", "a key stands in quotes", ""},
	{"expecting non-control character", "a control character", `in text it is written \uXXXX`},
	{"in number", "this is not a number", ""},
	{"surrogate pair", "this escape is half a character", `a character past \uFFFF is written as a pair of escapes, or as it is`},
	{"escape sequence", "a backslash starts no escape here", `write \\ for a backslash`},
	{"invalid UTF-8", "a byte that is not UTF-8", "save the file as UTF-8"},
	{"mismatching structural token", "a bracket closes what another kind opened", ""},
}

// DescribeJSON tells the error of a line in the program's words.
func DescribeJSON(err error, text []byte) (message, hint string) {
	const otherwise = "this is not valid JSON"
	var syntactic *jsontext.SyntacticError
	switch {
	case errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF):
		return otherwise + ": the line ends too early", ""
	case !errors.As(err, &syntactic):
		return err.Error(), "" // our own
	case errors.Is(err, jsontext.ErrDuplicateName):
		key := syntactic.JSONPointer
		return fmt.Sprintf("key %s stands twice in this object", words.Quote(key.LastToken())), fmt.Sprintf("first at column %d", columnOf(key, text))
	}
	if message, hint = worded(syntactic.Err.Error(), jsonWordings, otherwise); message == otherwise {
		message += " here"
	}
	return message, hint
}
