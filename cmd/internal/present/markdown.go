package present

import (
	"html"
	"io"
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
		b.WriteString(strings.Repeat("  ", min(line.depth, maxIndent/2)) + "- " + escapeMarkdown(line.text))
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

// escapeMarkdown makes text mean itself: no markup, no HTML, no new cell.
func escapeMarkdown(s string) string {
	s = html.EscapeString(clean(s))
	var b strings.Builder
	for _, r := range s {
		if strings.ContainsRune("\\`*_[]|~", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
