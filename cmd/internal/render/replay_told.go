package render

import (
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// subject is what an observation speaks of.
func subject(o result.Observed) string {
	switch {
	case o.Node == "" && o.What == "":
		return "…" // left out with the names
	case o.Node == "":
		return shorten(o.What)
	case o.What != "":
		return o.Node + " (" + shorten(o.What) + ")"
	}
	return o.Node
}

// told writes what was seen, and beside it what is predicted.
func (p Replay) told(o result.Observed, t *i18n.Catalogue) string {
	seen, predicted := seen(o.Expected, o.When, t), seen(o.Predicted, o.Then, t)
	if a := o.Amount; a != nil {
		seen = much(o.Expected, a.Expected, t) + times(o.When, t)
		if a.Predicted != nil {
			predicted = much(o.Expected, *a.Predicted, t)
		}
		if o.Verdict != result.JudgedMatched && a.Factor != nil {
			predicted += " (" + factor(a) + ")"
		}
	}
	if o.Node == "" || o.Predicted == "" {
		return fmt.Sprintf(t.SeenOnly, seen)
	}
	return fmt.Sprintf(t.SeenPredicted, seen, predicted)
}

// much writes an amount.
func much(what result.Sighting, x float64, t *i18n.Catalogue) string {
	switch what {
	case result.ShareDown:
		return fmt.Sprintf(t.ShareIsDown, t.Percent(x))
	case result.UsersDown:
		return fmt.Sprintf(t.UsersAreDown, t.Number(x))
	}
	return fmt.Sprintf(t.Owed, t.Number(x))
}

// seen writes a state or a surge, with its times.
func seen(what result.Sighting, when string, t *i18n.Catalogue) string {
	word := t.State(result.State(what))
	switch what {
	case result.Surged:
		word = t.Surged
	case result.NoSurge:
		word = t.NoSurge
	}
	return word + times(when, t)
}

// times writes the times of an observation, behind what was seen.
func times(when string, t *i18n.Catalogue) string {
	formats, out := map[string]string{"from": t.FromTime, "to": t.ToTime, "at": t.AtTime}, ""
	for pair := range slices.Chunk(strings.Fields(when), 2) {
		out += " " + fmt.Sprintf(formats[pair[0]], pair[1])
	}
	return out
}
