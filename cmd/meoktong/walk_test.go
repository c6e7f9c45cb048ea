package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/cmd/internal/cli"
)

// Where the README's walk through imports begins and ends.
const walkFrom, walkTo = "## The first ten minutes\n", "## What it answers\n"

// TestReadmeWalk does what the README says of the first ten minutes, in its order: blocks
// that name a file are written to it, and commands of console blocks print what stands below
// them, on stdout or, where they write a file, on stderr. -update writes that anew.
func TestReadmeWalk(t *testing.T) {
	const file = "../../README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	readme, err := filepath.Abs(file)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), walkFrom)
	walk, after, closed := strings.Cut(rest, walkTo)
	if !found || !closed {
		t.Fatalf("%s lacks %q or %q behind it", file, walkFrom, walkTo)
	}
	t.Chdir(t.TempDir())
	t.Setenv("MEOKTONG_LANG", "")
	parts := strings.Split(walk, "```")
	commands := 0
	for i := 1; i < len(parts); i += 2 {
		info, body, _ := strings.Cut(parts[i], "\n")
		lang, name, isFile := strings.Cut(info, " ")
		switch {
		case isFile:
			if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(body), 0o666); err != nil {
				t.Fatal(err)
			}
		case lang == "console":
			got := played(t, body, &commands)
			if got != body && !*update {
				t.Errorf("the README prints\n%s\nand today it is\n%s", body, got)
			}
			parts[i] = info + "\n" + got
		}
	}
	if commands < 6 {
		t.Errorf("only %d commands", commands)
	}
	if *update {
		if err := os.WriteFile(readme, []byte(before+walkFrom+strings.Join(parts, "```")+walkTo+after), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// played runs the commands of a console block and returns it with what they print.
func played(t *testing.T, body string, commands *int) string {
	var b strings.Builder
	for line := range strings.Lines(body) {
		command, is := strings.CutPrefix(line, "$ meoktong ")
		if !is {
			continue
		}
		*commands++
		b.WriteString(line)
		var out, notes bytes.Buffer
		if code := cli.Main(pinnedBuild(), strings.Fields(command), &out, &notes); code != 0 {
			t.Errorf("%s: exit code %d: %s", line, code, notes.String())
		}
		if out.Len() == 0 {
			out = notes
		}
		b.WriteString(strings.TrimRight(out.String(), "\n") + "\n")
	}
	return b.String()
}
