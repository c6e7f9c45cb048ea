package openpsa

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/meoktong/meoktong/models/formats/format"
)

// Limits of what a file may be. The size of the whole is for the caller to
// bound.
const (
	MaxDepth = 16       // of nested elements
	MaxTag   = 64 << 10 // bytes from one "<" to the next
	MaxName  = 200      // bytes of a name
	maxFlaws = 10_000   // past it the file is not read on
)

// Parse reads a file. It returns all that is wrong with it, in the order of the
// file: then what it could read of the tree has names and nothing else to rely
// on. What is not XML at all ends the reading.
//
// Entities other than the five of XML are errors, and so is a document type that
// defines any; one that only says what the file is, or names where that is said, is
// passed over, and nothing is fetched.
func Parse(data []byte) (*Tree, []format.Flaw) {
	p := newParser(data)
	if p.read() {
		p.resolve()
	}
	if len(p.flaws) == 0 {
		p.expand()
	}
	if len(p.flaws) == 0 {
		p.fold()
	}
	slices.SortStableFunc(p.flaws, func(a, b format.Flaw) int { return cmp.Compare(a.At.Start, b.At.Start) })
	slices.SortStableFunc(p.tree.Lost, func(a, b format.Loss) int { return cmp.Compare(a.At.Start, b.At.Start) })
	return &p.tree, p.flaws
}

type parser struct {
	data    []byte
	dec     *xml.Decoder
	depth   int
	stopped bool
	flaws   []format.Flaw
	tree    Tree
	houses  []house
	within  container
	unread  map[string]bool // names that something has which is not read
}

// container is what holds definitions: a fault tree, or a component in one.
type container struct {
	path    string // "FT.A"; "" of the file itself
	private bool   // names in it are its own, unless they say otherwise
}

// house is a house event: a switch of the analyst's.
type house struct {
	name  string
	path  string
	value bool
	at    format.Span
}

// element is the start of an element, and where it stands.
type element struct {
	xml.StartElement
	at format.Span
}

func span(start, end int) format.Span { return format.Span{Start: start, End: end} }

func newParser(data []byte) *parser {
	p := &parser{data: data, unread: map[string]bool{}, dec: xml.NewDecoder(bytes.NewReader(data))}
	p.dec.CharsetReader = charset
	return p
}

var errEncoding = errors.New("an unknown encoding")

func (p *parser) flaw(at format.Span, code, hint, message string, args ...any) {
	p.report(format.Flaw{At: at, Code: code, Hint: hint, Message: fmt.Sprintf(message, args...)})
}

func (p *parser) report(f format.Flaw) {
	if len(p.flaws) < maxFlaws {
		p.flaws = append(p.flaws, f)
	} else {
		p.stopped = true
	}
}

// lose notes what the tree does not say of the file.
func (p *parser) lose(at format.Span, kind, what string, args ...any) {
	p.loseNamed("", at, kind, what, args...)
}

// loseNamed is lose for something that can be asked for by its name.
func (p *parser) loseNamed(name string, at format.Span, kind, what string, args ...any) {
	if len(p.tree.Lost) < format.MaxLosses {
		p.tree.Lost = append(p.tree.Lost, format.Loss{At: at, Kind: kind, What: fmt.Sprintf(what, args...), Name: name})
	}
}

// stop ends the reading with a last flaw.
func (p *parser) stop(at format.Span, code, hint, message string, args ...any) {
	if !p.stopped {
		p.flaw(at, code, hint, message, args...)
		p.stopped = true
	}
}

// read reads the whole file and says whether it came to its end.
func (p *parser) read() bool {
	if at := longTag(p.data); at >= 0 {
		p.stop(span(at, at+1), "too-long", "", "a tag or a text may be %d KiB long at most", MaxTag>>10)
		return false
	}
	roots := 0
	p.content(func(e element) {
		if roots++; e.Name.Local != "opsa-mef" || roots > 1 {
			p.flaw(e.at, "not-open-psa", "an Open-PSA file has one <opsa-mef> around all", "<%s> stands outside <opsa-mef>", word(e.Name.Local))
			p.skip(e)
			return
		}
		p.model(e)
	}, nil)
	if roots == 0 {
		p.stop(span(0, 1), "not-open-psa", "an Open-PSA file has one <opsa-mef> around all", "there is no <opsa-mef> in this file")
	}
	return !p.stopped
}

// longTag returns the offset of what is too long between one "<" and the next,
// or -1. No tag holds another "<", so this bounds how many attributes a tag can
// have before the decoder takes memory for them.
func longTag(data []byte) int {
	for at := 0; at < len(data); {
		n := bytes.IndexByte(data[at+1:], '<')
		if n < 0 {
			n = len(data) - at - 1
		}
		if n >= MaxTag {
			return at
		}
		at += n + 1
	}
	return -1
}

// content calls f for each element up to the end of the one around them, and
// text for what stands between them. f must read its element to its end.
func (p *parser) content(f func(e element), text func(s []byte)) {
	p.depth++
	defer func() { p.depth-- }()
	for !p.stopped {
		start := int(p.dec.InputOffset())
		tok, err := p.dec.Token()
		at := span(start, int(p.dec.InputOffset()))
		switch t := tok.(type) {
		case nil:
			p.end(err, at)
			return
		case xml.EndElement:
			return
		case xml.Directive:
			if p.depth > 1 || !documentType.Match(t) {
				p.stop(at, "doctype", "leave it out", "a document type or an entity is not read")
			}
		case xml.StartElement:
			if p.depth > MaxDepth {
				p.stop(at, "too-deep", "give inner formulas gates of their own", "nesting goes deeper than %d levels", MaxDepth)
				return
			}
			f(element{t, at})
		case xml.CharData:
			if text != nil {
				text(t)
			} else if blank := len(t) - len(bytes.TrimLeft(t, " \t\r\n")); blank < len(t) {
				p.flaw(span(min(start+blank, at.End), at.End), "text", "", "text has no meaning here")
			}
		}
	}
}

// end takes the decoder's error: the end of the file, or what is no XML.
func (p *parser) end(err error, at format.Span) {
	if err == io.EOF && p.depth == 1 {
		return
	}
	if errors.Is(err, errEncoding) {
		p.stop(at, "utf-8", hintEncoding, "what this file is written in is not known here")
		return
	}
	message, hint := describe(err)
	p.stop(at, "xml", hint, "%s", message)
}

// word returns what a file says, for a message: printable and not too long.
func word(s string) string {
	const most = 120
	s = strings.Map(func(r rune) rune {
		if !unicode.IsPrint(r) {
			return utf8.RuneError
		}
		return r
	}, s)
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
