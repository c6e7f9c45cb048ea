package cli

import (
	"path/filepath"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/models/formats"
)

// format is what an answer is written as: one of render's formats, a picture's, or
// that of a model.
type format string

// The formats that answers have in common, and those of single commands.
const (
	formatText     = format(render.FormatText)
	formatJSON     = format(render.FormatJSON)
	formatCSV      = format(render.FormatCSV)
	formatMarkdown = format(render.FormatMarkdown)
	formatJUnit    = format(render.FormatJUnit)
	formatSARIF    = format(render.FormatSARIF)
	formatHTML     = format(render.FormatHTML)
)

// tabular are the formats that an answer has unless its command says otherwise.
func tabular() []format { return []format{formatText, formatJSON, formatCSV, formatMarkdown} }

// pictures are the formats of a diagram; charts those of a chart.
func pictures() []format {
	var out []format
	for _, name := range draw.FormatNames() {
		out = append(out, format(name))
	}
	return out
}

func charts() []format {
	var out []format
	for _, f := range draw.Formats() {
		if f.HasCharts() {
			out = append(out, format(f.Name))
		}
	}
	return out
}

// isPicture says whether a format is drawn.
func (f format) isPicture() bool { return slices.Contains(pictures(), f) }

// endings are those of file names that name a format.
func endings() map[string]format {
	out := map[string]format{".json": formatJSON, ".csv": formatCSV, ".md": formatMarkdown, ".markdown": formatMarkdown, ".xml": formatJUnit,
		".sarif": formatSARIF, ".sarif.json": formatSARIF, ".html": formatHTML}
	for _, f := range formats.Writable() {
		for _, ending := range f.Endings {
			out[ending] = format(f.Name)
		}
	}
	for _, p := range pictures() {
		out["."+string(p)] = p
	}
	return out
}

// formatOf returns the format that a file's name asks for by its ending, "" for
// one that says nothing.
func formatOf(file string) format {
	name := strings.ToLower(filepath.Base(file))
	if strings.HasSuffix(name, ".sarif.json") {
		return formatSARIF
	}
	return endings()[filepath.Ext(name)]
}

// foreignEnding returns the ending of a file's name where it names a format that nothing here
// writes, or "". Other endings that name no format are those of text.
func foreignEnding(file string) string {
	foreign := []string{".pdf", ".ps", ".eps", ".doc", ".docx", ".odt", ".rtf", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp",
		".htm", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".yaml", ".yml", ".zip"}
	if ending := strings.ToLower(filepath.Ext(file)); slices.Contains(foreign, ending) && formatOf(file) == "" {
		return ending
	}
	return ""
}

func words(formats []format) []string {
	var out []string
	for _, f := range formats {
		out = append(out, string(f))
	}
	return out
}

// decide returns the format of an answer: that of -o's ending, else of --format,
// --json or --as, else the command's first. Two that contradict each other, and one
// that the command does not have, are wrong usage. named is what a flag says, "" for
// nothing.
func decide(c *command, flag string, named format, output string) (format, error) {
	ending := formatOf(output)
	if output == "-" {
		ending = ""
	}
	switch foreign := foreignEnding(output); {
	case foreign != "" && !c.formats[0].isPicture(): // pictures say which there are
		return "", usagef("-o %s: %s does not write %s; it writes %s", output, c.name(), foreign, strings.Join(words(c.formats), ", "))
	case named != "" && !slices.Contains(c.formats, named):
		return "", usagef("--%s %q: it takes %s", flag, named, strings.Join(words(c.named()), ", "))
	case ending != "" && !slices.Contains(c.formats, ending):
		return "", usagef("-o %s: %s does not write %s; it writes %s", output, c.name(), filepath.Ext(output), strings.Join(words(c.formats), ", "))
	case ending != "" && named != "" && ending != named:
		return "", usagef("-o %s and --%s %s name two formats", output, flag, named)
	case ending != "":
		return ending, nil
	case named != "":
		return named, nil
	case output != "" && output != "-" && c.formats[0].isPicture(): // text needs no ending, and a picture is no text
		_, err := draw.ForFile(output)
		return "", usageError{err, ""}
	}
	return c.formats[0], nil
}

// named are the formats that --format or --as of the command takes: pictures beside
// text are had by -o alone.
func (c *command) named() []format {
	if c.as {
		return c.formats
	}
	return slices.DeleteFunc(slices.Clone(c.formats), format.isPicture)
}
