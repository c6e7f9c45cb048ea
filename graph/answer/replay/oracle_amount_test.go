package replay_test

import (
	"slices"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

const minute = 60

// down is the share of a vertex's users that is down at every minute.
func (in *incident) down(vertex string) []float64 {
	var out []float64
	parts := in.users(vertex)
	for at := 0; at <= in.script.End; at += minute {
		sum := 0.0
		for _, part := range sorted(parts) {
			if in.course.At(part, at) == "down" {
				sum += parts[part]
			}
		}
		out = append(out, sum)
	}
	return out
}

// run is the time, in minutes, in which something held: from one on, before another.
type run struct{ from, to int }

// runs are the times in which something holds; the last may have no end, and ends far off.
func runs(minutes int, holds func(at int) bool) []run {
	var out []run
	for at := 0; at < minutes; at++ {
		if !holds(at) {
			continue
		}
		r := run{from: at}
		for at < minutes && holds(at) {
			at++
		}
		if r.to = at; at == minutes {
			r.to = 1 << 30
		}
		out = append(out, r)
	}
	return out
}

// most is the largest share that is down for as long as within says, at a time or ever.
func (in *incident) most(vertex string, at *int, within int) float64 {
	share, best := in.down(vertex), 0.0
	for _, least := range slices.Compact(slices.Sorted(slices.Values(share))) {
		for _, r := range runs(len(share), func(m int) bool { return share[m] >= least }) {
			if (r.to-r.from)*minute >= within && (at == nil || r.from*minute <= *at && *at < r.to*minute) {
				best = max(best, least)
			}
		}
	}
	return best
}

// many is how many users a vertex has.
func (in *incident) many(vertex string) float64 {
	node, line, isPart := cut(vertex)
	keys := in.nodes[node]
	number := func(x any) float64 {
		if n, ok := x.(int64); ok {
			return float64(n)
		}
		return x.(float64)
	}
	if keys["users"] != nil {
		return number(keys["users"])
	}
	out := number(in.populations[keys["population"].(string)]["size"])
	if keys["reach"] != nil {
		out *= number(keys["reach"])
	}
	if isPart {
		out *= in.lines(node)[line]
	}
	return out
}

// counted says whether the model says how many use a node.
func (in *incident) counted(node string) bool {
	population, _ := in.nodes[node]["population"].(string)
	return in.nodes[node]["users"] != nil || population != "" && in.populations[population]["size"] != nil
}

// pays says whether terms cover a vertex, a part of it or the service that it is a part of.
func (in *incident) pays(vertex string) bool {
	node, _, isPart := cut(vertex)
	return slices.ContainsFunc(in.terms, func(t contract) bool {
		return slices.ContainsFunc(t.covers, func(id string) bool {
			of, _, _ := cut(id)
			return id == vertex || id == node || !isPart && of == node
		})
	})
}

// owed is what is owed for a vertex under all terms.
func (in *incident) owed(vertex string, within int) float64 {
	sum := 0.0
	for part := range in.users(vertex) {
		node, _, _ := cut(part)
		for _, t := range in.terms {
			if !slices.Contains(t.covers, node) && !slices.Contains(t.covers, part) {
				continue
			}
			for _, r := range runs(in.script.End/minute+1, func(m int) bool { return in.course.At(part, m*minute) == "down" }) {
				pay := 0
				for _, band := range t.bands {
					if (r.to-r.from)*minute >= band[0] {
						pay = band[1]
					}
				}
				if (r.to-r.from)*minute >= within {
					sum += float64(pay) * in.many(part)
				}
			}
		}
	}
	return sum
}

// labels are what a vertex is at every minute.
func (in *incident) labels(vertex string) []string {
	var out []string
	parts := in.users(vertex)
	for at := 0; at <= in.script.End; at += minute {
		down, up := 0, 0
		for part := range parts {
			switch in.course.At(part, at) {
			case "down":
				down++
			case "up":
				up++
			}
		}
		switch {
		case down == len(parts):
			out = append(out, "down")
		case down > 0:
			out = append(out, "partial")
		case up == len(parts):
			out = append(out, "up")
		default:
			out = append(out, "degraded")
		}
	}
	return out
}

// touched says whether a vertex is below up for as long as within says, at a time or ever.
func (in *incident) below(vertex string, at *int, within int) bool {
	labels := in.labels(vertex)
	return slices.ContainsFunc(runs(len(labels), func(m int) bool { return labels[m] != "up" }), func(r run) bool {
		return (r.to-r.from)*minute >= within && (at == nil || r.from*minute <= *at && *at < r.to*minute)
	})
}

// verdict holds an observation of an amount against the course.
func (in *incident) verdict(o seen) string {
	got, least, most := 0.0, o.amount/o.factor, o.amount*o.factor
	switch o.what {
	case "share_down":
		got, least, most = in.most(o.Node, o.At, o.Within), o.amount-o.withinShare, o.amount+o.withinShare
	case "users":
		got = in.many(o.Node) * in.most(o.Node, nil, o.Within)
	case "owed":
		got = in.owed(o.Node, o.Within)
	}
	slack := 1e-9 * max(1, got)
	switch {
	case got >= least-slack && got <= most+slack:
		return "matched"
	case o.amount > 0 && !in.below(o.Node, o.At, o.Within):
		return "missed"
	}
	return "contradicted"
}

// onLevels is the verdict with times and amounts left aside.
func (in *incident) onLevels(doc oracle.Doc, o seen) string {
	labels := in.labels(o.Node)
	isHit := slices.ContainsFunc(labels, func(l string) bool { return l != "up" })
	switch {
	case o.what != "" && o.amount > 0 && !in.below(o.Node, nil, o.Within):
		return "missed"
	case o.what == "owed" && o.amount == 0 && in.owed(o.Node, o.Within) > 0,
		o.what != "" && o.what != "owed" && o.amount == 0 && in.most(o.Node, nil, o.Within) > 0:
		return "contradicted"
	case o.what != "":
		return "matched"
	case o.From == nil && o.To == nil && o.At == nil:
		return oracle.Verdict(doc, in.course, in.script.End, o.Observation)
	case o.Level == "up" && !isHit, o.Level != "up" && slices.ContainsFunc(labels, func(l string) bool { return l == o.Level || o.Level == "degraded" && l == "partial" }):
		return "matched"
	case o.Level != "up" && !isHit:
		return "missed"
	}
	return "contradicted"
}

// naive is the verdict of the model in which all that is reached goes down.
func (in *incident) naive(o seen) string {
	hit := o.Level != "up"
	if o.what != "" {
		hit = o.amount > 0
	}
	switch reached := in.reached()[o.Node]; {
	case reached == hit:
		return "matched"
	case reached:
		return "contradicted"
	}
	return "missed"
}
