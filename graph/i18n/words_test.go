package i18n_test

import (
	"reflect"
	"testing"

	"github.com/meoktong/meoktong/graph/i18n"
)

// TestEveryWordInBothLanguages finds words that one catalogue lacks.
func TestEveryWordInBothLanguages(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		for _, f := range reflect.VisibleFields(reflect.TypeFor[i18n.Catalogue]()) {
			if reflect.ValueOf(*i18n.In(lang)).FieldByIndex(f.Index).String() == "" {
				t.Errorf("%s: %s is empty", lang, f.Name)
			}
		}
	}
}

func TestPercent(t *testing.T) {
	for _, tt := range []struct {
		share float64
		want  string
	}{{0, "0%"}, {1, "100%"}, {0.409, "40.9%"}, {0.0001, "<0.1%"}, {0.99999, ">99.9%"}, {0.5, "50.0%"}} {
		if got := i18n.In("en").Percent(tt.share); got != tt.want {
			t.Errorf("Percent(%v) = %q, want %q", tt.share, got, tt.want)
		}
	}
}

func TestNumber(t *testing.T) {
	if got := i18n.In("ko").Number(1087940); got != "1,087,940" {
		t.Errorf("Number = %q", got)
	}
}
