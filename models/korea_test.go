package models_test

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// readme returns the rows of a table of the shipped model's README, by its head.
func readme(t *testing.T, head string) [][]string {
	t.Helper()
	text, err := os.ReadFile("korea/README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, found := strings.Cut(string(text), head+"\n")
	if !found {
		t.Fatalf("korea/README.md has no table %q", head)
	}
	return rows(rest)
}

// rows reads the rows of a Markdown table from below its head on.
func rows(text string) [][]string {
	var out [][]string
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		if !strings.HasPrefix(line, "|") {
			break
		}
		if strings.HasPrefix(line, "|--") {
			continue
		}
		cells := strings.Split(strings.Trim(line, "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		out = append(out, cells)
	}
	return out
}

// read is how an observation stands in a file: its level, and the words of the source
// behind it.
var read = regexp.MustCompile(`level = "([a-z]+)".*\}, # .*?"([^"]+)"`)

// TestReadings holds the level of each observation that quotes its source against the
// table of readings: one phrase is one level in all incidents.
func TestReadings(t *testing.T) {
	readings, used := map[string]string{}, map[string]bool{}
	for _, row := range readme(t, "| phrase | level |") {
		readings[row[0]] = row[1]
	}
	for _, file := range files(t, "korea/incidents") {
		for i, line := range strings.Split(file.text, "\n") {
			m := read.FindStringSubmatch(line)
			if m == nil {
				continue
			}
			for _, phrase := range slices.Sorted(maps.Keys(readings)) {
				if !strings.Contains(m[2], phrase) {
					continue
				}
				if used[phrase] = true; readings[phrase] != m[1] {
					t.Errorf("%s:%d: %q is read as %s, and %q is %s everywhere", file.name, i+1, m[2], m[1], phrase, readings[phrase])
				}
			}
		}
	}
	for _, phrase := range slices.Sorted(maps.Keys(readings)) {
		if !used[phrase] {
			t.Errorf("no observation quotes %q", phrase)
		}
	}
}

type file struct{ name, text string }

// files reads the TOML files of a folder and below it.
func files(t *testing.T, folder string) []file {
	t.Helper()
	var out []file
	err := filepath.WalkDir(folder, func(path string, d os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".toml" {
			return err
		}
		text, err := os.ReadFile(path)
		out = append(out, file{filepath.ToSlash(path), string(text)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}
