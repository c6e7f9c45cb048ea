package openpsa

import (
	"encoding/xml"
	"regexp"
	"strings"
)

// documentType is one that defines nothing.
var documentType = regexp.MustCompile(`^DOCTYPE\s+[\w:.-]+(\s+(SYSTEM|PUBLIC)[^\[\]<>]*)?\s*$`)

// skip reads to the end of an element that is not read. What it defines is no
// further error where it is named.
func (p *parser) skip(e element) {
	p.passOver(e.StartElement)
	start := int(p.dec.InputOffset())
	for open := 1; open > 0 && !p.stopped; {
		tok, err := p.dec.Token()
		switch t := tok.(type) {
		case nil:
			p.depth++ // the element is not closed
			p.end(err, span(start, int(p.dec.InputOffset())))
			p.depth--
		case xml.StartElement:
			open++
			p.passOver(t)
		case xml.EndElement:
			open--
		}
	}
}

// passOver notes the name of what is defined by an element that is not read.
func (p *parser) passOver(e xml.StartElement) {
	if name, ok := attribute(element{StartElement: e}, "name"); ok && strings.HasPrefix(e.Name.Local, "define-") {
		p.unread[name] = true
	}
}
