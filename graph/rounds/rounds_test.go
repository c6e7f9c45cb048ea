package rounds

import (
	"flag"
	"testing"
)

func TestOf(t *testing.T) {
	short := flag.Lookup("test.short")
	defer short.Value.Set(short.Value.String())
	for _, tt := range []struct {
		variable, short string
		seeds           uint64
		least           int
	}{
		{"", "false", 10, 2},
		{"0", "false", 10, 2},
		{"1", "false", 100, 50},
		{"10", "false", 1000, 500},
		{"", "true", 1, 0},
		{"1", "true", 1, 0},
	} {
		t.Setenv(Variable, tt.variable)
		if err := short.Value.Set(tt.short); err != nil {
			t.Fatal(err)
		}
		r := Of(t, 10, 100)
		if r.Seeds() != tt.seeds || r.Least(50) != tt.least {
			t.Errorf("%s=%s -short=%s: %d seeds, at least %d; want %d, %d", Variable, tt.variable, tt.short, r.Seeds(), r.Least(50), tt.seeds, tt.least)
		}
	}
}
