package cli

import (
	"errors"
	"io"
	"io/fs"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats"
	foreign "github.com/meoktong/meoktong/models/formats/format"
)

// importable says what can be read, and what of it lies here.
func (r *run) importable(o importing) error {
	report := &result.Import{}
	for _, f := range formats.Foreign() {
		report.Formats = append(report.Formats, result.ImportFormat{Name: f.Name, Endings: f.Endings, What: f.Words.What, Joins: f.Joins})
	}
	found, bounded, err := formats.Find(".")
	if err != nil {
		return unreadable(".", err)
	}
	report.Bounded = bounded
	for _, x := range found {
		c := append(result.Command{"import", x.Format.Name}, x.Files...)
		report.Found = append(report.Found, result.ImportFound{Format: x.Format.Name, Files: x.Files, Import: c.Flag("-o", "model/imported.toml").String()})
	}
	if o.json {
		return r.writeReport(report, nil)
	}
	return r.write(func(w io.Writer) error {
		_, err := io.WriteString(w, foundText(report))
		return err
	})
}

func unreadable(dir string, err error) error {
	var of *fs.PathError
	if errors.As(err, &of) {
		err = of.Err
	}
	return &models.FileError{Path: dir, Reason: "cannot be read: " + err.Error()}
}

// foundText says what can be read, and what of it lies here, in words.
func foundText(report *result.Import) string {
	var b strings.Builder
	b.WriteString("Formats\n")
	for _, f := range report.Formats {
		b.WriteString("  " + strings.ReplaceAll(folded(f.Name+": "+f.What, 76), "\n", "\n      ") + "\n")
	}
	if len(report.Found) == 0 {
		b.WriteString("\nNothing of these lies here.")
	} else {
		b.WriteString("\nFound here\n")
		for _, f := range report.Found {
			b.WriteString("  " + f.Import + "\n")
		}
		b.WriteString("\nEach can be asked as it is, too: meoktong check -m " + report.Found[0].Files[0] + ".")
	}
	if report.Bounded {
		b.WriteString("\nThere are more files here than were looked at.")
	}
	return b.String() + "\n"
}

// filesOf returns the files of a format in a folder and below it, in lexical order.
func filesOf(f foreign.Format, dir string) ([]string, error) {
	found, bounded, err := formats.Find(dir)
	switch {
	case err != nil:
		return nil, unreadable(dir, err)
	case bounded:
		return nil, &models.FileError{Path: dir, Reason: "has more files than are read at once"}
	}
	var out []string
	for _, x := range found {
		if x.Format.Name == f.Name {
			out = append(out, x.Files...)
		}
	}
	return out, nil
}
