package assumptions

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model.
type Question struct {
	After time.Duration // the horizon
	Asof  string        // facts older than this date count as unverified, too; "" for none
	Lang  string        // "ko" or "en": of the names in the answer
}

// maxWork bounds an answer: vertices times failures and incidents times changes. It is some
// seconds.
const maxWork = 100_000_000

// Of changes every fact by itself that is assumed, or older than the date: a
// requirement is dropped, an alternative of it removed, a share raised or lowered
// by a fifth with the others rescaled. The answers that may flip are those to
// every single failure of a carrier or data centre: which sectors fail, how the
// protected nodes fare (those of the policies; without any every service), and
// which three failures are the worst; and the verdicts of recorded incidents,
// replayed. Cost: for each change a compilation, a cascade for each failure and a
// timeline for each incident.
func Of(c *compile.Compiled, q Question) (*result.Assumptions, error) {
	v := newView(c, q)
	base, err := v.answers(c.Model)
	if err != nil {
		return nil, err
	}
	out := &result.Assumptions{After: models.FormatDuration(q.After), Asof: q.Asof, Failures: len(v.failures), Protected: len(v.protected),
		Facts: []result.Assumption{}}
	work := 0
	for _, f := range facts(c, q.Asof) {
		if work += len(f.variants) * c.Graph.Len() * (len(v.failures) + len(c.Model.Incidents)); work > maxWork {
			out.Truncated = true
			break
		}
		out.Examined++
		for _, x := range f.variants {
			now, err := v.answers(x.model())
			if err != nil {
				return nil, err
			}
			if change := compare(base, now, x.FactChange); change.Total() > 0 {
				f.Changes = append(f.Changes, change)
			}
		}
		if len(f.Changes) > 0 {
			slices.SortStableFunc(f.Changes, worse)
			out.Facts = append(out.Facts, f.Assumption)
		}
	}
	slices.SortStableFunc(out.Facts, func(a, b result.Assumption) int { return worse(a.Changes[0], b.Changes[0]) })
	return out, nil
}

// worse sorts changes by how much they flip.
func worse(a, b result.FactChange) int {
	return cmp.Or(cmp.Compare(b.Sectors, a.Sectors), cmp.Compare(b.Nodes, a.Nodes), cmp.Compare(b.Verdicts, a.Verdicts), cmp.Compare(b.Ranks, a.Ranks))
}

// compare lists the answers that differ.
func compare(before, after map[answer]string, change result.FactChange) result.FactChange {
	change.Flips = []result.Flip{}
	add := func(a answer) {
		was, is := before[a], after[a]
		if was == is {
			return
		}
		switch a.of {
		case ofSector:
			change.Sectors++
		case ofNode:
			change.Nodes++
		case ofVerdict:
			change.Verdicts++
		case ofRank:
			change.Ranks++
		}
		change.Flips = append(change.Flips, result.Flip{Failure: a.failure, Of: a.of, ID: a.id, Before: orUsual(was, a.of), After: orUsual(is, a.of)})
	}
	for a := range before {
		add(a)
	}
	for a := range after {
		if _, seen := before[a]; !seen {
			add(a)
		}
	}
	slices.SortFunc(change.Flips, func(x, y result.Flip) int {
		return cmp.Or(cmp.Compare(order(x.Of), order(y.Of)), strings.Compare(x.Failure, y.Failure), strings.Compare(x.ID, y.ID),
			strings.Compare(x.Before, y.Before), strings.Compare(x.After, y.After))
	})
	change.Flips = change.Flips[:min(len(change.Flips), result.MaxFlips)]
	return change
}

func order(of string) int { return slices.Index([]string{ofSector, ofNode, ofVerdict, ofRank}, of) }

// orUsual names what is not kept as an answer, since it is usual.
func orUsual(value, of string) string {
	switch {
	case value != "" || of == ofRank || of == ofVerdict:
		return value
	case of == ofSector:
		return "holds"
	}
	return "up"
}
