package openpsa

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/meoktong/meoktong/models/plain"
)

// empty reads an element that must have no content.
func (p *parser) empty() {
	p.content(func(e element) {
		p.flaw(e.at, "not-read", "", "<%s> is not read here", word(e.Name.Local))
		p.skip(e)
	}, nil)
}

// name checks a definition's attributes and returns its name.
func (p *parser) name(e element, more ...string) string {
	p.attributes(e, append(more, "name")...)
	if role, ok := attribute(e, "role"); ok && role != "public" && role != "private" {
		p.flaw(e.at, "not-read", "", `a role is "public" or "private", not %q`, word(role))
	}
	name, _ := attribute(e, "name")
	switch {
	case name == "":
		p.flaw(e.at, "name", "", "<%s> has no name", word(e.Name.Local))
		return ""
	case len(name) > MaxName:
		p.flaw(e.at, "too-long", "", "a name may be %d bytes long at most", MaxName)
		return ""
	case strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsPrint(r) }):
		p.flaw(e.at, "name", "", "a name must be printable")
		return ""
	}
	return name
}

// attributes finds attributes that are unknown or stand twice. Those of another
// namespace are left alone.
func (p *parser) attributes(e element, known ...string) {
	seen := make([]string, 0, 4)
	for _, a := range e.Attr {
		name := a.Name.Local
		switch {
		case a.Name.Space != "" || name == "xmlns":
		case !slices.Contains(known, name):
			p.flaw(e.at, "attribute", "", "attribute %q is not read here", word(name))
			return // one is enough of a tag
		case slices.Contains(seen, name):
			p.flaw(e.at, "attribute", "", "attribute %q stands twice in this tag", name)
			return
		default:
			seen = append(seen, name)
		}
	}
}

// attribute returns what an attribute says, without the white space that people and
// programs leave around it.
func attribute(e element, name string) (string, bool) {
	for _, a := range e.Attr {
		if a.Name.Space == "" && a.Name.Local == name {
			return plain.String(strings.TrimSpace(a.Value)), true
		}
	}
	return "", false
}

// float reads a probability.
func (p *parser) float(e element) float64 {
	p.attributes(e, "value")
	text, _ := attribute(e, "value")
	p.empty()
	x, err := strconv.ParseFloat(text, 64)
	if err != nil || strings.Trim(text, "0123456789.eE+-") != "" {
		p.flaw(e.at, "number", `such as value="0.01"`, "%q is not a number", word(text))
	} else if x < 0 || x > 1 {
		p.flaw(e.at, "range", "", "this probability must be from 0 to 1")
	} else if x < MinProbability && strings.ContainsAny(mantissa(text), "123456789") {
		p.flaw(e.at, "too-small", `a probability of nothing is written "0"`, "this probability is too small to be held: the least is %g", MinProbability)
	}
	return x
}

// MinProbability is the least that is held, of those above 0.
const MinProbability = 1e-300

// mantissa returns a number without its exponent.
func mantissa(text string) string {
	before, _, _ := strings.Cut(strings.ToLower(text), "e")
	return before
}

// boolean reads a constant.
func (p *parser) boolean(e element) bool {
	p.attributes(e, "value")
	text, _ := attribute(e, "value")
	p.empty()
	if text != "true" && text != "false" {
		p.flaw(e.at, "constant", "", `a constant is "true" or "false", not %q`, word(text))
	}
	return text == "true"
}

// whole reads an attribute that is a whole number from least to most.
func (p *parser) whole(e element, name string, least, most int) int {
	text, ok := attribute(e, name)
	n, err := strconv.Atoi(text)
	switch {
	case most == 0: // said already
	case !ok:
		p.flaw(e.at, "at-least", fmt.Sprintf(`such as %s="2"`, name), "<%s> says not how many of its members", e.Name.Local)
	case err != nil || n < least || n > most:
		p.flaw(e.at, "at-least", "", "%s must be a whole number from %d to %d, the number of members, not %q", name, least, most, word(text))
	default:
		return n
	}
	return least
}
