package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/meoktong/meoktong/cmd/internal/wholefile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models/formats/toml"
)

// refinedName is the file of refinements beside an imported model.
const refinedName = "refined.toml"

// refinedFile returns where refinements of the model stand: beside it, where that is TOML
// and either leaves something open or was refined before; else "".
func (r *run) refinedFile(report *result.Import) string {
	if r.output == "" || string(r.format) != toml.Name || formatOf(r.output) == "" {
		return ""
	}
	file := filepath.Join(filepath.Dir(r.output), refinedName)
	if _, err := os.Stat(file); err != nil && len(report.Asked) == 0 || filepath.Base(r.output) == refinedName {
		return ""
	}
	return file
}

// writeRefined writes the questions as comments of an overlay; one that is there is kept.
func (r *run) writeRefined(file string, report *result.Import) error {
	if _, err := os.Lstat(file); !errors.Is(err, fs.ErrNotExist) {
		r.note("%s is kept as it is", file)
		return nil
	}
	err := writeWhole(file, wholefile.Create, func(w io.Writer) error {
		_, err := io.WriteString(w, refinedText(report, filepath.Dir(file)))
		return err
	})
	if err != nil {
		return wrapWrite(file, err)
	}
	r.note("questions written to %s: answer them there, and ask with -m %s", file, filepath.Dir(file))
	return nil
}

// written is how many questions a new file of refinements has.
const written = 20

// refinedText is a new file of refinements.
func refinedText(report *result.Import, dir string) string {
	var b strings.Builder
	leave := "leaves"
	if len(report.Files) > 1 {
		leave = "leave"
	}
	fmt.Fprintf(&b, `# What %s %s open, by how much it matters. This file
# always applies on top of what was imported (meoktong check -m %s), and a later
# import keeps it. Take away the "# " in front of the lines below a question where it is
# so. Tables of your own go to the end.

overlay.name = "refined"
`, lineSafe(strings.Join(report.Files, ", ")), leave, lineSafe(dir))
	stands, n := map[string]bool{}, 0
	for i := range report.Asked {
		if n == written {
			fmt.Fprintf(&b, "\n# There are %d questions; --json lists more.\n", report.All)
			break
		}
		if text := asComment(&report.Asked[i], stands); text != "" {
			n++
			fmt.Fprintf(&b, "\n# %d. %s", n, text)
		}
	}
	return b.String()
}

// asComment is a question with the lines that answer it, but those that stand above; "" where
// none is left, or where nothing moves.
func asComment(q *result.ImportQuestion, stands map[string]bool) string {
	var b strings.Builder
	above := 0
	for _, line := range q.Answer {
		if stands[line] {
			above++
			continue
		}
		stands[line] = true
		fmt.Fprintf(&b, "# %s\n", lineSafe(line))
	}
	if b.Len() == 0 || q.NodesIf != nil && *q.NodesIf == q.NodesDown {
		return ""
	}
	also := ""
	if above > 0 {
		also = fmt.Sprintf("# (and %d above)\n", above)
	}
	return fmt.Sprintf("%s (%s)\n%s%s", lineSafe(openQuestion(q)), lineSafe(q.Source), b.String(), also)
}

// lineSafe keeps text from leaving its comment.
func lineSafe(text string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' || c == 0x7f || c == 0x85 || c == 0x2028 || c == 0x2029 {
			return ' '
		}
		return c
	}, text)
}
