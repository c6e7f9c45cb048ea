package draw

import (
	"bytes"
	"fmt"
)

// classPrefix keeps the styles apart from those of a page that the picture is
// put into.
const classPrefix = "mt-"

// className is the class of a style. Each element has exactly one class with
// rules, so that viewers that know little of CSS show the picture too.
func className(style string) string { return classPrefix + style }

// writeCSS writes the rules of the styles that the picture uses: in light, and
// for dark screens. Print is always light.
func writeCSS(b *bytes.Buffer, s scene, styles map[string]style) {
	used := map[string]style{}
	for _, g := range s.groups {
		for _, m := range g.marks {
			used[m.style] = styles[m.style]
		}
	}
	names := styleNames(used)
	b.WriteString("<style>\n")
	for _, n := range names {
		fmt.Fprintf(b, ".%s{%s}\n", className(n), lightRules(used[n]))
	}
	b.WriteString("@media screen and (prefers-color-scheme:dark){\n")
	for _, n := range names {
		fmt.Fprintf(b, ".%s{%s}\n", className(n), colours(used[n], func(i ink) string { return i.dark }))
	}
	b.WriteString("}\n</style>\n")
}

// lightRules are all rules of a style.
func lightRules(s style) string {
	rules := colours(s, func(i ink) string { return i.light })
	if s.stroke.light != "" {
		rules += ";stroke-linejoin:round;stroke-width:" + number(s.width)
	}
	for i, d := range s.dash {
		rules += []string{";stroke-dasharray:", " "}[min(i, 1)] + number(d)
	}
	if s.round {
		rules += ";stroke-linecap:round"
	}
	if s.bold {
		rules += ";font-weight:600"
	}
	if s.halo.light != "" {
		rules += ";stroke-width:" + number(haloWidth) + ";stroke-linejoin:round;stroke-linecap:round;paint-order:stroke"
	}
	return rules
}

// colours are the rules of a style that depend on the page.
func colours(s style, pick func(ink) string) string {
	fill := pick(s.fill)
	if fill == "" {
		fill = "none"
	}
	rules := "fill:" + fill
	if stroke := pick(s.stroke); stroke != "" {
		rules += ";stroke:" + stroke
	}
	if halo := pick(s.halo); halo != "" {
		rules += ";stroke:" + halo
	}
	return rules
}
