package render

import (
	"io"
	"regexp"
	"strings"
)

// writeMarkdown prints a report as Markdown.
func writeMarkdown(w io.Writer, r report) error {
	var b strings.Builder
	appendMarkdown(&b, r, 1)
	_, err := io.WriteString(w, b.String())
	return err
}

// appendMarkdown writes a report with its title as a heading of a level, 1 to 5.
func appendMarkdown(b *strings.Builder, r report, level int) {
	heading := strings.Repeat("#", level)
	if r.title != "" {
		b.WriteString(heading + " " + escapeMarkdown(r.title) + "\n")
	}
	for _, line := range r.lead {
		if line != "" {
			b.WriteString("\n" + escapeMarkdown(line) + "\n")
		}
	}
	for _, sec := range r.sections {
		if sec.title != "" {
			b.WriteString("\n" + heading + "# " + escapeMarkdown(sec.title) + "\n")
		}
		b.WriteString("\n")
		writeMarkdownTable(b, sec)
		writeMarkdownTree(b, sec.tree)
		for i, note := range sec.notes {
			if i > 0 || len(sec.rows)+len(sec.tree) > 0 {
				b.WriteString("\n")
			}
			b.WriteString(escapeMarkdown(note) + "\n")
		}
	}
	for _, line := range r.foot {
		b.WriteString("\n" + escapeMarkdown(line) + "\n")
	}
}

// writeMarkdownTree writes a tree as nested lists.
func writeMarkdownTree(b *strings.Builder, tree []branch) {
	for _, line := range tree {
		b.WriteString(strings.Repeat("  ", min(line.depth, maxIndent/2)) + "- ")
		if line.to.id != "" {
			b.WriteString("[" + escapeMarkdown(line.to.text) + "](#" + address(line.to.id) + ")")
		}
		b.WriteString(escapeMarkdown(line.text))
		if line.detail != "" {
			b.WriteString("<br>" + escapeMarkdown(line.detail))
		}
		b.WriteString("\n")
	}
}

func writeMarkdownTable(b *strings.Builder, sec section) {
	if len(sec.rows) == 0 {
		return
	}
	head := sec.head
	if len(head) == 0 {
		head = make([]string, len(sec.rows[0]))
	}
	line := func(cells []string) { b.WriteString("| " + strings.Join(cells, " | ") + " |\n") }
	rule := make([]string, len(head))
	titles := make([]string, len(head))
	for i, h := range head {
		titles[i], rule[i] = escapeMarkdown(h), "---"
		if i < len(sec.right) && sec.right[i] {
			rule[i] = "--:"
		}
	}
	line(titles)
	line(rule)
	for _, row := range sec.rows {
		cells := make([]string, len(row))
		for i, c := range row {
			cells[i] = escapeMarkdown(c.both())
			if c.detail != "" {
				cells[i] += "<br>" + escapeMarkdown(c.detail)
			}
		}
		line(cells)
	}
}

// entity is what HTML would take for a character.
var entity = regexp.MustCompile(`&(#?[0-9A-Za-z]+;)`)

// opening is what would make a line a heading, a list or a quotation.
var opening = regexp.MustCompile(`^(?:[#>]|[-+=](?: |$)|[0-9]+[.)](?: |$))`)

// escapeMarkdown makes text mean itself: no markup, no HTML, no new cell. What
// means itself anyway stays as it is.
func escapeMarkdown(s string) string {
	s = entity.ReplaceAllString(clean(s), "&amp;$1")
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '<':
			b.WriteString("&lt;")
			continue
		case strings.ContainsRune("\\`*_[]|~", r):
			b.WriteByte('\\')
		case i == 0 && len(s) > 1 && strings.ContainsRune("#>-+=", r) && opening.MatchString(s):
			b.WriteByte('\\')
		case (r == '.' || r == ')') && i > 0 && len(opening.FindString(s)) > i && s[0] >= '0' && s[0] <= '9':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
