package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"
	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
)

// Screen is where text goes.
type Screen struct {
	Width int  // columns; 0 for 80
	Color bool // colours may be used
}

// minFlexible is how narrow the widest column may be squeezed.
const minFlexible = 20

func (s Screen) width() int {
	if s.Width <= 0 {
		return 80
	}
	return max(s.Width, 40)
}

// write prints a report for people at a terminal.
func (s Screen) write(w io.Writer, r report) error {
	var b strings.Builder
	if r.title != "" {
		b.WriteString(s.bold(s.wrap(r.title, "")) + "\n")
	}
	for _, line := range r.lead {
		b.WriteString(s.wrap(line, "") + "\n")
	}
	for _, sec := range r.sections {
		if b.Len() > 0 {
			b.WriteString("\n")
		}
		if sec.title != "" {
			b.WriteString(s.bold(sec.title) + "\n")
		}
		if len(sec.rows) > 0 {
			b.WriteString(s.table(sec) + "\n")
		}
		for _, line := range sec.tree {
			b.WriteString(s.branch(line))
		}
		for _, note := range sec.notes {
			b.WriteString(s.wrap(note, "  ") + "\n")
		}
	}
	if len(r.foot) > 0 {
		b.WriteString("\n")
	}
	for _, line := range r.foot {
		b.WriteString(line + "\n") // commands, which must stay whole
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// maxIndent is how far a deep tree is indented at most.
const maxIndent = 24

func (s Screen) branch(line branch) string {
	indent := strings.Repeat("  ", min(line.depth+1, maxIndent/2))
	out := s.paintLines(s.wrap(line.to.text+line.text, indent), line.mood) + "\n"
	if line.detail != "" {
		out += s.paintLines(s.wrap(line.detail, indent+"    "), quiet) + "\n"
	}
	return out
}

// paintLines paints line by line, so that colour never spans lines.
func (s Screen) paintLines(txt string, m mood) string {
	lines := strings.Split(txt, "\n")
	for i := range lines {
		lines[i] = s.paint(m, lines[i])
	}
	return strings.Join(lines, "\n")
}

func (s Screen) wrap(line, indent string) string {
	wrapped := text.WrapSoft(line, s.width()-len(indent))
	lines := strings.Split(wrapped, "\n")
	for i := range lines {
		lines[i] = indent + strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// table lays out a section's table. The widest column takes what the others
// leave, and wraps.
func (s Screen) table(sec section) string {
	t := table.NewWriter()
	t.SetStyle(table.Style{Box: table.BoxStyle{PaddingLeft: "  "}, Format: table.FormatOptions{Header: text.FormatDefault}})
	widths := make([]int, len(sec.rows[0]))
	measure := func(i int, line string) { widths[i] = max(widths[i], text.StringWidthWithoutEscSequences(line)) }
	for i, h := range sec.head {
		measure(i, h)
	}
	for _, row := range sec.rows {
		for i, c := range row {
			measure(i, c.both())
			measure(i, c.detail)
		}
	}
	flexible, sum := widest(widths)
	limit := max(minFlexible, widths[flexible]-max(0, sum-s.width()))
	configs := make([]table.ColumnConfig, len(widths))
	for i := range configs {
		configs[i] = table.ColumnConfig{Number: i + 1, WidthMaxEnforcer: text.WrapSoft}
		if i < len(sec.right) && sec.right[i] {
			configs[i].Align, configs[i].AlignHeader = text.AlignRight, text.AlignRight
		}
	}
	t.SetColumnConfigs(configs)
	if len(sec.head) > 0 {
		t.AppendHeader(s.header(sec.head))
	}
	for _, row := range sec.rows {
		t.AppendRow(s.row(row, flexible, limit))
	}
	lines := strings.Split(t.Render(), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}

// widest returns the widest column, and the width of the table.
func widest(widths []int) (column, sum int) {
	for i, w := range widths {
		sum += w + 2
		if w > widths[column] {
			column = i
		}
	}
	return column, sum
}

func (s Screen) header(head []string) table.Row {
	row := make(table.Row, len(head))
	for i, h := range head {
		row[i] = s.paint(quiet, h)
	}
	return row
}

// row wraps and colours cells line by line, so that colour never spans lines.
func (s Screen) row(cells []cell, flexible, limit int) table.Row {
	row := make(table.Row, len(cells))
	for i, c := range cells {
		width := 1 << 20
		if i == flexible {
			width = limit
		}
		lines := s.lines(c.both(), c.mood, width)
		if len(lines) > 1 && c.other != "" { // each language on lines of its own
			lines = append(s.lines(c.text, c.mood, width), s.lines(c.other, c.mood, width)...)
		}
		if c.detail != "" {
			lines = append(lines, s.lines(c.detail, quiet, width)...)
		}
		row[i] = strings.Join(lines, "\n")
	}
	return row
}

func (s Screen) lines(txt string, m mood, width int) []string {
	lines := strings.Split(text.WrapSoft(txt, width), "\n")
	for i := range lines {
		lines[i] = s.paint(m, strings.TrimRight(lines[i], " "))
	}
	return lines
}

func (s Screen) bold(line string) string { return s.style(line, color.Bold) }

func (s Screen) paint(m mood, txt string) string {
	switch m {
	case bad:
		return s.style(txt, color.FgRed, color.Bold)
	case doubtful:
		return s.style(txt, color.FgYellow)
	case good:
		return s.style(txt, color.FgGreen)
	case quiet:
		return s.style(txt, color.Faint)
	}
	return txt
}

func (s Screen) style(txt string, attributes ...color.Attribute) string {
	if !s.Color || txt == "" {
		return txt
	}
	c := color.New(attributes...)
	c.EnableColor()
	return c.Sprint(txt)
}

// Note prints a line of the program's own to people: which model was taken.
func (s Screen) Note(w io.Writer, line string) { fmt.Fprintln(w, s.paint(quiet, clean(line))) }
