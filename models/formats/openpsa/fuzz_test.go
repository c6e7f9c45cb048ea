package openpsa_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/meoktong/meoktong/models/formats/openpsa"
)

// FuzzParse looks for panics, for flaws that point outside the file or cannot
// be printed, and for formulas that do not keep what Tree promises.
func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.xml")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		tree, flaws := openpsa.Parse(data)
		for _, x := range flaws {
			if x.At.Start < 0 || x.At.Start > len(data) || x.At.End < x.At.Start || x.Code == "" || x.Message == "" || strings.ContainsFunc(x.Message, unicode.IsControl) {
				t.Fatalf("%+v", x)
			}
		}
		if len(flaws) > 0 {
			return
		}
		names := map[string]bool{}
		for _, g := range tree.Gates {
			names[g.Name] = g.Formula.Op != openpsa.Constant // which no other names
		}
		for _, e := range tree.Events {
			names[e.Name] = true
		}
		for _, g := range tree.Gates {
			if g.Formula.Op != openpsa.Constant {
				checkFormula(t, names, &g.Formula)
			}
		}
	})
}

func checkFormula(t *testing.T, names map[string]bool, f *openpsa.Formula) {
	switch n := len(f.Args); {
	case f.Op == openpsa.Ref:
		if !names[f.Name] || n > 0 {
			t.Errorf("%q is not resolved", f.Name)
		}
	case f.Op == openpsa.Constant || n == 0 || f.K < 1 || f.K > n || f.Op == openpsa.Or && f.K != 1 || f.Op == openpsa.And && f.K != n || f.Op == openpsa.Not && n != 1 || f.Op > openpsa.Not:
		t.Errorf("%+v", f)
	}
	for i := range f.Args {
		checkFormula(t, names, &f.Args[i])
	}
}
