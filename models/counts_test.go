package models_test

import (
	"fmt"
	"testing"
)

// TestThings: what is called the same in any language is the same thing.
func TestThings(t *testing.T) {
	m := load(t, `
[carrier.kt]
[population.a]
access = { kt = 1 }
[population.b]
counts = { en = "shops" }
access = { kt = 1 }
[population.c]
counts = "가맹점"
access = { kt = 1 }
[population.d]
counts = { ko = "가맹점", en = "shops" }
access = { kt = 1 }
[population.e]
counts = "사람"
access = { kt = 1 }
`)
	got := ""
	for _, x := range m.Things() {
		got += fmt.Sprint(x.Name["en"], x.Name["ko"], x.Populations, "; ")
	}
	if want := "people사람[0 4]; shops가맹점[1 2 3]; "; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
