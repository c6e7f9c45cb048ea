package draw

import (
	"errors"
	"strings"
	"testing"
)

func TestForFile(t *testing.T) {
	for file, want := range map[string]string{"x.svg": "svg", "out/X.SVG": "svg", "a.b.dot": "dot", "x.png": "png", "x.mmd": "mmd"} {
		if f, err := ForFile(file); err != nil || f.Name != want {
			t.Errorf("%s: %q, %v; want %s", file, f.Name, err, want)
		}
	}
	for file, want := range map[string]string{"x.gif": `".gif"`, "x": "no ending", "": "no ending", "svg": "no ending", "x.": "svg, png, dot, mmd"} {
		_, err := ForFile(file)
		var unknown *UnknownFormatError
		if !errors.As(err, &unknown) || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), "svg, png, dot, mmd") {
			t.Errorf("%s: error %v", file, err)
		}
	}
}

func TestEveryFormatDraws(t *testing.T) {
	for _, f := range Formats() {
		if out, err := f.Draw(t.Context(), sample("ko"), Options{}); err != nil || len(out) == 0 || f.About == "" {
			t.Errorf("%s: %d bytes, %v", f.Name, len(out), err)
		}
		if g, err := ForName(strings.ToUpper(f.Name)); err != nil || g.Name != f.Name {
			t.Errorf("%s is not found by its name: %v", f.Name, err)
		}
	}
}
