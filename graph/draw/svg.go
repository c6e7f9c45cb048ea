package draw

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// fontFamily names the fonts that Korean systems have, the measured one first.
const fontFamily = `"Noto Sans KR","Noto Sans CJK KR","Apple SD Gothic Neo","Malgun Gothic",sans-serif`

// writeSVG writes a placed picture as SVG: no script, and nothing from outside.
func writeSVG(s scene) []byte {
	styles := palette()
	var b bytes.Buffer
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n")
	// A document, so that screen readers reach the things in it (WAI-ARIA Graphics
	// Module); an image to those that do not know the word.
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="%s" viewBox="0 0 %s %s" role="graphics-document img"`,
		number(s.width), number(s.height), number(s.width), number(s.height))
	// An attribute, as a rule would reach every text of a page around the picture.
	attribute(&b, "font-family", fontFamily)
	if isLanguage(s.lang) {
		attribute(&b, "lang", s.lang)
	}
	b.WriteString(">\n")
	element(&b, "title", s.title)
	element(&b, "desc", s.about)
	writeCSS(&b, s, styles)
	for _, g := range s.groups {
		writeGroup(&b, g, styles)
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// isLanguage reports whether s could be a language tag.
func isLanguage(s string) bool {
	return s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") == ""
}

// writeGroup writes one thing.
func writeGroup(b *bytes.Buffer, g group, styles map[string]style) {
	b.WriteString("<g")
	attribute(b, "class", g.class)
	if g.id != "" {
		attribute(b, "id", g.id)
	}
	if g.role != "" {
		attribute(b, "role", g.role)
	}
	for _, d := range g.data {
		if d.value != "" {
			attribute(b, "data-"+d.key, d.value)
		}
	}
	b.WriteString(">\n")
	element(b, "title", g.title)
	element(b, "desc", g.about)
	for _, m := range g.marks {
		if m.text != nil {
			writeText(b, m.style, *m.text)
		} else if len(m.shape.ops) > 0 {
			fmt.Fprintf(b, `<path class="%s" d="%s"/>`+"\n", className(m.style), pathData(m.shape))
		}
	}
	b.WriteString("</g>\n")
}

// writeText writes a line of text that takes the room it was measured to take,
// whatever font the viewer has.
func writeText(b *bytes.Buffer, style string, t textLine) {
	fmt.Fprintf(b, `<text class="%s" x="%s" y="%s" font-size="%s"`, className(style), number(t.x), number(t.y), number(t.size))
	if t.middle {
		b.WriteString(` text-anchor="middle"`)
	}
	if t.width > 0 {
		fmt.Fprintf(b, ` textLength="%s" lengthAdjust="spacingAndGlyphs"`, number(t.width))
	}
	b.WriteString(">")
	escape(b, t.text)
	b.WriteString("</text>\n")
}

// pathData is the d attribute of a path.
func pathData(p path) string {
	var b strings.Builder
	at := 0
	for _, op := range p.ops {
		b.WriteByte(byte(op))
		count := map[pathOp]int{opMove: 1, opLine: 1, opCurve: 3}[op]
		for i := range count {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(number(p.points[at+i].X) + "," + number(p.points[at+i].Y))
		}
		at += count
	}
	return b.String()
}

// number writes a length with two decimals at most.
func number(v float64) string {
	v = math.Round(v*100) / 100
	if v == 0 {
		v = 0 // not -0
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}

// element writes an element that holds clean text, if there is any.
func element(b *bytes.Buffer, name, text string) {
	if text == "" {
		return
	}
	b.WriteString("<" + name + ">")
	escape(b, text)
	b.WriteString("</" + name + ">\n")
}

// attribute writes an attribute with a clean value.
func attribute(b *bytes.Buffer, name, value string) {
	b.WriteString(" " + name + `="`)
	escape(b, value)
	b.WriteByte('"')
}

// escape writes text that means itself in XML, also inside quotes.
func escape(b *bytes.Buffer, text string) {
	// A bytes.Buffer does not fail.
	_ = xml.EscapeText(b, []byte(text))
}
