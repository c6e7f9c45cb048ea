package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// TestReadmeModel loads the model that the README shows a newcomer.
func TestReadmeModel(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(text), "```toml\n")
	if !ok {
		t.Fatal("the README has no TOML")
	}
	toml, _, _ := strings.Cut(rest, "```")
	file := filepath.Join(t.TempDir(), "meoktong.toml")
	if err := os.WriteFile(file, []byte(toml), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		t.Fatal(err)
	}
	if len(m.Nodes) != 5 {
		t.Errorf("%d nodes, want 5", len(m.Nodes))
	}
}
