package cli

import (
	"slices"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestCommandsOfAReviewCanBeAsked: what a review says reproduces an answer has
// --after where the command takes it, and nowhere else.
func TestCommandsOfAReviewCanBeAsked(t *testing.T) {
	r := result.Review{Flags: result.Command{"-m", "m.toml", "--after", "2h"}}
	for _, c := range commands() {
		takes := c.takes&(withModel|withHorizon) == withModel|withHorizon
		if again := r.Again(result.Command{c.name()}); c.takes&withModel != 0 && slices.Contains(again, "--after") != takes {
			t.Errorf("%s, and it takes --after: %v", again, takes)
		}
	}
	if got, want := r.Again(result.Command{"why", "x", "--after", "3h"}).String(), "meoktong why x --after 3h -m m.toml"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
