package whatif_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/graph/rounds"
)

// told flattens what an answer says of levels, parts and users, without names of parts.
func told(w *result.WhatIf) string {
	var out []string
	share := func(x float64) float64 { return math.Round(x*1e9) / 1e9 }
	for i := range w.Nodes {
		n := &w.Nodes[i]
		var parts []string
		for _, p := range n.Parts {
			lines := slices.Sorted(maps.Values(p.Lines))
			if len(lines) == 0 {
				lines = append(lines, p.Access)
			}
			parts = append(parts, fmt.Sprint(lines, share(p.Share), p.Level, p.LostRedundancy))
		}
		slices.Sort(parts)
		out = append(out, fmt.Sprintln(n.ID, n.Level, n.Before, n.LostRedundancy, n.Because, parts))
	}
	for _, s := range w.Sectors {
		out = append(out, fmt.Sprintln(s.ID, s.Level, s.Fails, s.Measure, share(s.ShareDown), s.Services))
	}
	for _, p := range w.Populations {
		out = append(out, fmt.Sprintln(p.ID, number(p.AtLeast), number(p.UsersDown), share(p.ShareDown)))
	}
	for _, c := range w.Totals.Counted {
		out = append(out, fmt.Sprintln(c.Counts, number(c.AtLeast), number(c.AtMost)))
	}
	t := w.Totals
	return strings.Join(append(out, fmt.Sprintln(t.NodesDown, t.NodesDegraded, number(t.UsersDown), t.SectorsFailed, t.ServicesHit, t.Uncounted)), "")
}

func number(x *float64) string {
	if x == nil {
		return "unknown"
	}
	return fmt.Sprint(math.Round(*x))
}

// same wants two models to answer the same.
func same(t *testing.T, seed uint64, one, other oracle.Doc, failed, failedThere []string) {
	t.Helper()
	a, b := told(askSplit(t, one, failed)), told(askSplit(t, other, failedThere))
	if a != b {
		t.Fatalf("seed %d, %v:\n%s\nbecame\n%s\n%s\nas\n%s", seed, failed, a, b, gen.TOML(one), gen.TOML(other))
	}
}

func populations(doc oracle.Doc) map[string]any { return doc["population"].(map[string]any) }

// TestSplitThatSaysNothingNew gives every population a split that nobody speaks of.
func TestSplitThatSaysNothingNew(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 50, 1500).Seeds() {
		doc, q := drawSplit(seed)
		more := oracle.Plain(doc)
		for _, p := range populations(more) {
			p.(map[string]any)["by"].(map[string]any)["shoes"] = map[string]any{"black": 0.25, "brown": 0.5, "none": 0.25}
		}
		same(t, seed, doc, more, q.Failed, q.Failed)
	}
}

// TestEqualSegmentsMerge gives a value of a split a twin, which takes a part of its
// share and has all its lines.
func TestEqualSegmentsMerge(t *testing.T) {
	t.Parallel()
	tried, cases := 0, rounds.Of(t, 75, 2000)
	for seed := range cases.Seeds() {
		doc, q := drawSplit(seed)
		more := oracle.Plain(doc)
		text := string(gen.TOML(doc)) + strings.Join(q.Failed, " ")
		for _, split := range []string{"home", "mobile", "region"} {
			if strings.Contains(text, "@"+split+":") {
				continue // somebody tells its values apart
			}
			for _, id := range slices.Sorted(maps.Keys(populations(more))) {
				if twin(populations(more)[id].(map[string]any), split) {
					tried++
				}
			}
		}
		same(t, seed, doc, more, q.Failed, q.Failed)
	}
	if tried < cases.Least(2000) {
		t.Errorf("%d values have a twin", tried)
	}
}

// twin gives the first value of a split a twin, where its lines can be written so.
func twin(p map[string]any, split string) bool {
	by := p["by"].(map[string]any)
	of, ok := by[split].(map[string]any)
	if !ok {
		return false
	}
	lines, written := p["line"].(map[string]any), map[string]any{}
	for line, to := range lines {
		byValue, ok := to.(map[string]any)
		switch text, _ := to.(string); {
		case ok && byValue[split] == nil && strings.Contains(fmt.Sprint(to), "{"+split+"}"):
			return false
		case ok:
			written[line] = byValue
		case strings.Contains(text, "{"+split+"}"):
			ends := map[string]any{}
			for value := range of {
				ends[value] = strings.ReplaceAll(text, "{"+split+"}", value)
			}
			written[line] = map[string]any{split: ends}
		}
	}
	maps.Copy(lines, written)
	value := slices.Sorted(maps.Keys(of))[0]
	for _, to := range lines {
		if byValue, ok := to.(map[string]any); ok && byValue[split] != nil {
			ends := byValue[split].(map[string]any)
			if end, has := ends[value].(string); has {
				ends[value] = strings.ReplaceAll(end, "{"+split+"}", value)
				ends["twin"] = ends[value]
			}
		}
	}
	of[value], of["twin"] = shared(of[value])
	rows, _ := p["joint"].([]any)
	for _, row := range rows {
		if r := row.(map[string]any); r[split] == value {
			other := maps.Clone(r)
			r["share"], other["share"] = shared(r["share"])
			other[split] = "twin"
			rows = append(rows, other)
		}
	}
	if rows != nil {
		p["joint"] = rows
	}
	return true
}

// shared divides a share, or a number of people.
func shared(x any) (one, other any) {
	if n, ok := x.(int64); ok {
		return n - 7, int64(7)
	}
	return x.(float64) * 0.75, x.(float64) * 0.25
}

// TestAccessInFull writes access as one split with one line.
func TestAccessInFull(t *testing.T) {
	t.Parallel()
	for seed := range rounds.Of(t, 75, 2000).Seeds() {
		rng := rand.New(rand.NewPCG(seed, 19))
		size := gen.RandomSize(rng)
		size.Populations = 1 + rng.IntN(3)
		doc := gen.FilterDelays(gen.Doc(rng, size), func(_, _ string) bool { return false })
		q := gen.Question(rng, doc)
		full := inFull(oracle.Plain(doc)).(map[string]any)
		ps, _ := full["population"].(map[string]any)
		for _, p := range ps {
			keys := p.(map[string]any)
			keys["by"], keys["line"] = map[string]any{"home": keys["access"]}, map[string]any{"wire": "{home}"}
			delete(keys, "access")
		}
		same(t, seed, doc, full, q.Failed, q.Failed)
	}
}

// inFull speaks of the line by its name.
func inFull(value any) any {
	switch v := value.(type) {
	case string:
		return strings.ReplaceAll(v, "@access", "@wire")
	case []any:
		for i := range v {
			v[i] = inFull(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = inFull(v[key])
		}
	}
	return value
}
