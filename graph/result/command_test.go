package result_test

import (
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

func TestCommand(t *testing.T) {
	for _, tt := range []struct {
		command result.Command
		want    string
	}{
		{nil, "meoktong"},
		{result.Command{"gate"}, "meoktong gate"},
		{result.Command{"why", "shop@line-a"}.Flag("--if", "kt-*").Flag("--after", ""), "meoktong why shop@line-a --if 'kt-*'"},
		{result.Command{"rank"}.And("--against", "!kind:service"), "meoktong rank --against '!kind:service'"},
		{result.Command{"list", "-m", "it's here", ""}, `meoktong list -m 'it'\''s here' ''`},
		{result.Command{"list", "a\x1b[1m\nb\u202e"}, "meoktong list 'a [1m b '"},
		{result.Command{"draw", "--if", "a,b:c", "-o", "out/x_1.svg"}, "meoktong draw --if a,b:c -o out/x_1.svg"},
	} {
		if got := tt.command.String(); got != tt.want {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// TestCommandsAreApart: adding to one command changes no other.
func TestCommandsAreApart(t *testing.T) {
	base := make(result.Command, 1, 8)
	base[0] = "gate"
	a, b := base.Flag("-m", "a"), base.Flag("-m", "b")
	if a.Line() != "gate -m a" || b.Line() != "gate -m b" {
		t.Errorf("%q and %q", a, b)
	}
}
