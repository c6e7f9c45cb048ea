package persons

import (
	"maps"
	"math"
	"slices"
)

// most is as many as a population can be; +Inf where nothing is said.
func (m *model) most(p *population) float64 {
	most := math.Inf(1)
	for p != nil {
		most = math.Min(most, numberOr(p.keys["size"], most))
		of, _ := p.keys["of"].(string)
		p = m.populations[of]
	}
	return most
}

// figured says whether there is a figure of a service's users, or a bound.
func (r *run) figured(id string) bool {
	if p := r.populationOf(id); p != nil {
		return !math.IsInf(r.most(p), 1)
	}
	return r.keys[id]["users"] != nil
}

func (r *run) populationsHit() map[string]Interval {
	out := map[string]Interval{}
	for id, p := range r.populations {
		out[id] = r.of(p)
	}
	return out
}

// of is who of a population lost something, with those of the populations that are
// some of it.
func (r *run) of(p *population) Interval {
	var x Interval
	least, most := r.lost(p)
	if size, most1 := p.keys["size"], r.most(p); size != nil {
		x.Least, x.Most = number(size)*least, number(size)*most
	} else if !math.IsInf(most1, 1) {
		x.Most = most1 * most
	}
	for _, id := range r.nodes {
		if r.populationOf(id) == p && r.hit(id) {
			x.Hit++
			if !r.figured(id) {
				x.Uncounted++
			}
		}
	}
	for _, part := range slices.Sorted(maps.Keys(r.populations)) {
		if r.populations[part].keys["of"] == p.id {
			y := r.of(r.populations[part])
			x = Interval{math.Max(x.Least, y.Least), x.Most + y.Most, x.Hit + y.Hit, x.Uncounted + y.Uncounted}
		}
	}
	x.Most = math.Min(x.Most, r.most(p))
	return x
}

// lost are the shares of a population that lost something, class by class between
// the widest reach of what is down for it and the sum.
func (r *run) lost(p *population) (least, most float64) {
	all := 0.0
	for i, c := range p.classes {
		widest, sum := 0.0, 0.0
		for _, id := range r.nodes {
			at := place{id, i}
			if r.populationOf(id) == p && r.has[at] && r.levels[at] == "down" && r.before[at] != "down" {
				widest, sum = math.Max(widest, r.reach(id)), sum+r.reach(id)
			}
		}
		all += c.share
		least += c.share * widest
		most += c.share * math.Min(1, sum)
	}
	return least / all, most / all
}

// thing is what a population counts; people where it does not say, or there is none.
func (m *model) thing(p *population) string {
	if p != nil {
		if counts, ok := p.keys["counts"].(string); ok {
			return counts
		}
	}
	return "people"
}

// things counts by what is counted. Populations that are some of no other may overlap,
// and so may the users of services without one.
func (r *run) things(populations, out map[string]Interval) {
	add := func(thing string, x Interval) {
		x.Least, x.Most = math.Round(x.Least+1e-6), math.Round(x.Most+1e-6)
		y := out[thing]
		out[thing] = Interval{math.Max(y.Least, x.Least), y.Most + x.Most, y.Hit + x.Hit, y.Uncounted + x.Uncounted}
	}
	for id, x := range populations {
		if p := r.populations[id]; p.keys["of"] == nil {
			add(r.thing(p), x)
		}
	}
	for _, id := range r.nodes {
		if r.kind[id] != "service" || r.populationOf(id) != nil {
			continue
		}
		var x Interval
		if r.hit(id) {
			x.Hit = 1
			if !r.figured(id) {
				x.Uncounted = 1
			} else if r.levels[place{id, -1}] == "down" {
				x.Least = number(r.keys[id]["users"])
				x.Most = x.Least
			}
		}
		add("people", x)
	}
}
