package openpsa

import (
	"encoding/xml"
	"errors"
	"regexp"
	"strings"
)

// wording is what a message of the decoder is about, told in the program's own
// words.
type wording struct {
	theirs     string // some part of the decoder's message
	ours, hint string
}

const hintAttribute = `such as name="top"`

// wordings are in order: what comes first may be a part of what comes later.
var wordings = []wording{
	{"unexpected EOF", "the file ends too early", "some element is not closed"},
	{"unexpected end element", "nothing is open that this could close", ""},
	{"in space", "this closes another element than the last one opened", ""},
	{"expected element name", "the name of an element is missing here", "write &lt; for <"},
	{"invalid characters between", "a closing tag holds a name and nothing else", ""},
	{"expected target name", "a name is missing after <?", ""},
	{"unsupported version", "only XML 1.0 is read", ""},
	{"invalid sequence <!-", "a comment starts with <!--", ""},
	{`invalid sequence "--"`, "two hyphens may not stand within a comment", ""},
	{"invalid <![", "this starts neither a comment nor CDATA", ""},
	{"expected /> in element", "a tag ends with /> or >", ""},
	{"expected attribute name", "the name of an attribute is missing here", hintAttribute},
	{"attribute name without =", "an attribute has no value", hintAttribute},
	{"attribute value", "the value of an attribute stands in quotes", hintAttribute},
	{"]]>", "]]> may not stand in text", "write ]]&gt;"},
	{"unescaped <", "< may not stand in a value", "write &lt;"},
	{"character entity", "& starts no entity that is known", "write &amp; for &"},
	{"invalid XML name", "this is no name", ""},
	{"invalid UTF-8", "a byte that is not UTF-8", "save the file as UTF-8"},
}

var (
	closedBy         = regexp.MustCompile(`^element <(.+)> closed by </(.+)>$`)
	illegalCharacter = regexp.MustCompile(`^illegal character code (U\+[0-9A-F]+)$`)
)

// describe tells the decoder's error in the program's words.
func describe(err error) (message, hint string) {
	theirs := err.Error()
	var se *xml.SyntaxError
	if errors.As(err, &se) {
		theirs = se.Msg
	}
	const otherwise = "this is not valid XML"
	for _, w := range wordings {
		if strings.Contains(theirs, w.theirs) {
			return otherwise + ": " + w.ours, w.hint
		}
	}
	if m := closedBy.FindStringSubmatch(theirs); m != nil {
		return otherwise + ": </" + word(m[2]) + "> stands here, and <" + word(m[1]) + "> is open", "write </" + word(m[1]) + ">"
	}
	if m := illegalCharacter.FindStringSubmatch(theirs); m != nil {
		return otherwise + ": control character " + m[1], ""
	}
	return otherwise + " here", ""
}
