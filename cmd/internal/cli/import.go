package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/formats"
	losses "github.com/meoktong/meoktong/models/formats/format"
)

func importCommand() *command {
	return &command{
		use:   "import FORMAT FILE",
		short: "Turn a model in another format into one to go on with",
		long: `Reads a model in another format (from the standard input where FILE is -) and
writes it as TOML or JSON Lines, to stdout or the file of -o, whose ending names
the format (.toml, .jsonl), else --as. What the file says and what is written does
not is told on stderr, a line a kind with a count.

` + importable(),
		example: `  meoktong import openpsa tree.xml -o tree.toml
  meoktong import openpsa tree.xml --as jsonl > tree.jsonl`,
		args: cobra.ExactArgs(2),
		hints: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			if len(args) == 0 {
				return formats.Names(formats.Foreign()), cobra.ShellCompDirectiveNoFileComp
			}
			return importEndings(args[0]), cobra.ShellCompDirectiveFilterFileExt
		},
		takes:   withFormat | withOutput | withColor | withQuiet,
		formats: writable(),
		as:      true,
		run: func(r *run, args []string) error {
			stop := r.progress("reading the model")
			defer stop()
			if args[1] != models.StandardInput {
				r.read = append(r.read, args[1])
			}
			m, err := models.Import(r.ctx, models.ImportRequest{Format: args[0], Files: args[1:], Stdin: r.in.reader()})
			if err != nil {
				return err
			}
			stop()
			from := args[1]
			if from == models.StandardInput {
				from = "the standard input"
			}
			r.note("model: %s, %s", from, nodes(len(m.Model.Nodes)))
			lost := m.Lost
			err = r.write(func(w io.Writer) error {
				more, failed := m.Write(w, string(r.format))
				lost = append(lost, more...)
				return failed
			})
			if err == nil {
				r.noteLost(lost)
			}
			return err
		},
	}
}

// noteLost tells what a file says and what is made of it does not: a note a kind, in
// the order of the file.
func (r *run) noteLost(lost []losses.Loss) {
	var kinds []string
	count := map[string]int{}
	for _, l := range lost {
		if count[l.Kind]++; count[l.Kind] == 1 {
			kinds = append(kinds, l.Kind)
		}
	}
	atLeast := ""
	if len(lost) >= losses.MaxLosses {
		atLeast = "at least "
	}
	for _, k := range kinds {
		r.note("lost: %s: %s%d", k, atLeast, count[k])
	}
}

// writable are the formats that a model is written as.
func writable() []format {
	var out []format
	for _, name := range formats.Names(formats.Writable()) {
		out = append(out, format(name))
	}
	return out
}

// importable says for the help what can be imported.
func importable() string {
	var list []string
	for _, f := range formats.Foreign() {
		list = append(list, f.Name+": "+f.Words.What)
	}
	return folded("FORMAT is "+strings.Join(list, "; ")+". They can be asked as they are, too: meoktong check -m tree.xml.", 81)
}

// folded breaks a text into lines of at most so many letters.
func folded(text string, width int) string {
	var b strings.Builder
	line := 0
	for _, word := range strings.Fields(text) {
		switch {
		case line > 0 && line+1+len(word) > width:
			b.WriteByte('\n')
			line = 0
		case line > 0:
			b.WriteByte(' ')
			line++
		}
		b.WriteString(word)
		line += len(word)
	}
	return b.String()
}

// importEndings returns what the files of a format end in, or those of any that is
// read where there is none of that name, for completion.
func importEndings(name string) []string {
	var out []string
	for _, f := range formats.Foreign() {
		if _, known := formats.Named(name, formats.Foreign()); f.Name == name || !known {
			out = append(out, f.Endings...)
		}
	}
	for i := range out {
		out[i] = strings.TrimPrefix(out[i], ".")
	}
	return out
}
