package cli

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/cmd/internal/render"
	"github.com/meoktong/meoktong/graph/answer/questions"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats"
	foreign "github.com/meoktong/meoktong/models/formats/format"
)

func importCommand() *command {
	var o importing
	return &command{
		use:   "import [FORMAT FILE...]",
		short: "Turn files of another program into a model to go on with",
		long: `Reads files of another program (a folder: those in it; -: the standard input) and
writes the model that they imply as TOML or JSON Lines, to stdout or the file of -o,
whose ending names the format (.toml, .jsonl), else --as. What was read and what was
left out, by reason, is told on stderr; --json lists all of it on stdout.

Beside -o model/imported.toml comes model/refined.toml, with the questions that the
files leave open, those first that move most: uncomment a line to answer one, and ask
with -m model. A later import keeps what was refined. Without arguments it says what
lies here that could be read.

` + importable(),
		example: `  meoktong import
  meoktong import openpsa tree.xml -o tree.toml
  meoktong import openpsa tree.xml --as jsonl > tree.jsonl`,
		args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 1 {
				return cobra.MinimumNArgs(2)(cmd, args)
			}
			return nil
		},
		hints: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return formats.Names(formats.Foreign()), cobra.ShellCompDirectiveNoFileComp
			}
			return importEndings(args[0]), cobra.ShellCompDirectiveFilterFileExt
		},
		takes:   withFormat | withOutput | withColor | withQuiet,
		formats: writable(),
		as:      true,
		flags: func(cmd *cobra.Command) {
			cmd.Flags().StringArrayVar(&o.maps, "map", nil, "of tables: the header of a column and what it holds, as `header=key` (repeatable)")
			cmd.Flags().StringVar(&o.level, "level", "", "of Structurizr: how fine it is read, `level` system, container or component (default: container)")
			cmd.Flags().BoolVar(&o.json, "json", false, "say on stdout, as JSON, what was read, left out and asked; the model goes to -o")
		},
		run: func(r *run, args []string) error {
			if len(args) == 0 {
				return r.importable(o)
			}
			return r.importFiles(args[0], args[1:], o)
		},
	}
}

// importing are the flags of import.
type importing struct {
	maps  []string
	level string
	json  bool
}

// importFiles reads files and writes what they imply.
func (r *run) importFiles(name string, files []string, o importing) error {
	stop := r.progress("reading the model")
	defer stop()
	req, err := r.importRequest(name, files, o)
	if err != nil {
		return err
	}
	m, err := models.Import(r.ctx, req)
	if err != nil {
		return err
	}
	stop()
	report, err := r.importReport(name, m, req, o)
	if err != nil {
		return err
	}
	r.note("model: %s, %s", fromFiles(req.Files), nodes(len(m.Model.Nodes)))
	if err := r.writeImported(m, report, o); err != nil {
		return err
	}
	if o.json {
		return r.writeReport(report, m.Model)
	}
	return nil
}

// fromFiles names what was read.
func fromFiles(files []string) string {
	names := slices.Clone(files)
	for i, name := range names {
		if name == models.StandardInput {
			names[i] = "the standard input"
		}
	}
	if len(names) > 3 {
		return names[0] + " and " + counted(len(names)-1, "other")
	}
	return strings.Join(names, ", ")
}

// importRequest is what the arguments ask for: a folder stands for the files in it.
func (r *run) importRequest(name string, files []string, o importing) (models.ImportRequest, error) {
	req := models.ImportRequest{Format: name, Stdin: r.in.reader()}
	if len(o.maps) > 0 {
		req.Options.Columns = map[string]string{}
	}
	for _, m := range o.maps {
		i := strings.LastIndex(m, "=")
		if i < 1 || i == len(m)-1 {
			return req, usagef("--map %q: it is written header=key, as in --map \"Depends on=to\"", m)
		}
		req.Options.Columns[m[i+1:]] = m[:i]
	}
	f, known := formats.Named(name, formats.Foreign())
	if req.Options.Level = o.level; known && o.level != "" && !slices.Contains(f.Levels, o.level) {
		if f.Levels == nil {
			return req, usagef("import %s does not use --level", name)
		}
		return req, usagef("--level %q: it takes %s", o.level, sentence(f.Levels))
	}
	if known && !f.Maps && len(o.maps) > 0 {
		return req, usagef("import %s does not use --map: it reads no tables", name)
	}
	for _, file := range files {
		info, err := os.Stat(file)
		if err != nil || !info.IsDir() || !known {
			req.Files = append(req.Files, file)
			continue
		}
		in, err := filesOf(f, file)
		if err != nil {
			return req, err
		}
		if len(in) == 0 {
			return req, usagef("%s has no file of the format %s; %s", file, name, f.Words.Rule)
		}
		req.Files = append(req.Files, in...)
	}
	for _, file := range req.Files {
		if file != models.StandardInput {
			r.read = append(r.read, file)
		}
	}
	return req, nil
}

// importReport says what was read and left out, and what is open.
func (r *run) importReport(name string, m *models.Imported, req models.ImportRequest, o importing) (*result.Import, error) {
	report := &result.Import{Format: name, Files: req.Files, Read: &result.ImportCounts{Nodes: m.Counts.Nodes, Requirements: m.Counts.Edges}, AtLeast: len(m.Lost) >= foreign.MaxLosses}
	if m.Counts == (foreign.Counts{}) {
		report.Read = nil // its format does not count
	}
	for _, l := range m.Lost {
		report.LeftOut = append(report.LeftOut, result.ImportLoss{Of: string(l.Of), Kind: l.Kind, What: l.What, At: m.Place(l)})
	}
	if r.quiet && r.output == "" && !o.json { // nobody would see what is open
		return report, nil
	}
	c, err := compile.CompileContext(r.ctx, m.Model)
	if err != nil {
		return nil, err
	}
	stop := r.progress("looking for what the files leave open")
	defer stop()
	open, err := questions.Of(r.ctx, c)
	if err != nil {
		return nil, err
	}
	report.Asked, report.All, report.Tried = open.Asked, open.All, open.Tried
	return report, nil
}

// writeImported writes the model, and beside it what the files leave open.
func (r *run) writeImported(m *models.Imported, report *result.Import, o importing) error {
	lost := m.Lost
	if !o.json || r.output != "" {
		if err := r.makeFolder(); err != nil {
			return err
		}
		refined := r.refinedFile(report)
		news, err := m.Refined(r.ctx, refined, r.output)
		if err != nil {
			return err
		}
		err = r.write(func(w io.Writer) error {
			more, failed := m.Write(w, string(r.format))
			lost = append(lost, more...)
			return failed
		})
		if err != nil {
			return err
		}
		defer func() {
			for _, n := range news {
				r.note("%s", n)
			}
		}()
		if refined != "" {
			if err := r.writeRefined(refined, report); err != nil {
				return err
			}
		}
	}
	r.noteCounts(report)
	r.noteLost(m, lost)
	r.noteQuestions(report)
	return nil
}

// makeFolder makes the folder of -o, where there is none.
func (r *run) makeFolder() error {
	if r.output == "" || r.output == "-" {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(r.output), 0o777); err != nil {
		return cannotWrite(r.output, err)
	}
	return nil
}

// writeReport writes what there is to say of the import as JSON.
func (r *run) writeReport(report *result.Import, m *models.Model) error {
	result.Finish(report, r.app.header(m, "import", "en"), "en")
	return wrapWrite("stdout", render.JSON(r.out, report))
}
