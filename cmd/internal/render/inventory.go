package render

import (
	"fmt"
	"io"
	"strconv"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// List presents what is in a model.
type List struct {
	Answer *result.List
	Lang   string
}

// Text writes the list for people at a terminal.
func (p List) Text(w io.Writer, s Screen) error { return s.write(w, p.report()) }

// Markdown writes the list as Markdown.
func (p List) Markdown(w io.Writer) error { return writeMarkdown(w, p.report()) }

// CSV writes a row a node.
func (p List) CSV(w io.Writer) error {
	var rows [][]string
	for _, n := range p.Answer.Nodes {
		rows = append(rows, []string{n.ID, string(n.Kind), n.Sector, n.Name, n.Operator, n.Site, strconv.FormatBool(n.Top)})
	}
	return writeCSV(w, []string{"id", "kind", "sector", "name", "operator", "site", "top"}, rows)
}

func (p List) report() report {
	t := i18n.In(p.Lang)
	sec := section{head: []string{t.Node, t.Name, t.Kind, t.Sector}}
	for _, n := range p.Answer.Nodes {
		name := cell{text: shorten(n.Names.In(p.Lang, n.ID)), other: shorten(n.Names.Other(p.Lang))}
		sec.rows = append(sec.rows, []cell{plainCell(n.ID), name, plainCell(shorten(p.Answer.Kinds[n.Kind].In(p.Lang, string(n.Kind)))), plainCell(n.Sector)})
	}
	return report{sections: []section{sec}, foot: []string{t.Nodes.With(len(p.Answer.Nodes))}}
}

// Version presents which program this is.
type Version struct{ Answer *result.Version }

// Text writes a line for people.
func (p Version) Text(w io.Writer, _ Screen) error {
	a := p.Answer
	how := a.Go + ", " + a.OS + "/" + a.Arch
	if a.Modified {
		how = "modified, " + how
	}
	if a.Revision != "" {
		how = "revision " + a.Revision + ", " + how
	}
	_, err := fmt.Fprintf(w, "meoktong %s (%s)\n", a.Tool.Version, how)
	return err
}

// CSV writes a row.
func (p Version) CSV(w io.Writer) error {
	a := p.Answer
	return writeCSV(w, []string{"version", "revision", "modified", "go", "os", "arch"},
		[][]string{{a.Tool.Version, a.Revision, strconv.FormatBool(a.Modified), a.Go, a.OS, a.Arch}})
}

// Markdown writes a line.
func (p Version) Markdown(w io.Writer) error { return p.Text(w, Screen{}) }
