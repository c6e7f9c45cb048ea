package replay_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// reached are the vertices that something struck has a path to.
func (in *incident) reached() map[string]bool {
	if in.paths != nil {
		return in.paths
	}
	out := map[string]bool{}
	for again := true; again; {
		again = false
		for _, vertex := range in.vertices() {
			hit := in.struck(vertex)
			for _, need := range in.needs(vertex) {
				hit = hit || slices.ContainsFunc(in.named(vertex, need), func(name string) bool { return out[name] })
			}
			for part := range in.users(vertex) {
				hit = hit || out[part]
			}
			if hit && !out[vertex] {
				out[vertex], again = true, true
			}
		}
	}
	in.paths = out
	return out
}

// basis is what the answer to an observation rests on.
func (in *incident) basis(o seen) string {
	switch {
	case in.given(o):
		return "given"
	case o.fitted:
		return "fitted"
	case !in.reached()[o.Node]:
		return "no-path"
	}
	for _, f := range in.facts(o.Node) {
		if o.source != "" && f.source == o.source || in.late(f) {
			return "hindsight"
		}
	}
	return "predicted"
}

// given says whether an event names the node, its service or a part of it, or the
// access node by which alone the part fell; or whether all times are those of events.
func (in *incident) given(o seen) bool {
	_, line, isPart := strings.Cut(o.Node, "@")
	own := map[int]bool{}
	for _, e := range in.script.Events {
		own[e.At] = true
		if e.For > 0 {
			own[e.At+e.For] = true
		}
		for _, name := range slices.Concat(e.Fail, e.Degrade, e.Repair) {
			if name == o.Node || strings.HasPrefix(name, o.Node+"@") || strings.HasPrefix(o.Node, name+"@") || isPart && name == line && in.alone(o.Node) {
				return true
			}
		}
	}
	times := 0
	for _, at := range []*int{o.From, o.To, o.At} {
		if at != nil {
			times++
			if !own[*at] {
				return false
			}
		}
	}
	return times > 0
}

// alone says whether a part came as low as it did by its access node alone: whoever
// has any other cause is struck off, until nobody is.
func (in *incident) alone(part string) bool {
	_, line, _ := strings.Cut(part, "@")
	felled := map[string]bool{}
	for _, vertex := range in.vertices() {
		if strings.HasSuffix(vertex, "@"+line) && in.worst(vertex) != "up" && !in.struck(vertex) {
			felled[vertex] = true
		}
	}
	for again := true; again; {
		again = false
		for vertex := range felled {
			as := func(mine bool) bool { // as low with the access node's doing alone, or with all else
				return slices.ContainsFunc(in.needs(vertex), func(need any) bool {
					value := in.value(vertex, need, func(name string) string {
						if (name == line || felled[name]) == mine {
							return in.worst(name)
						}
						return "up"
					})
					return slices.Index(ranks, value) <= slices.Index(ranks, in.worst(vertex))
				})
			}
			if !as(true) || as(false) {
				delete(felled, vertex)
				again = true
			}
		}
	}
	return felled[part]
}

// fact is what a fact says of itself.
type fact struct{ source, asof string }

func factOf(keys map[string]any) fact {
	text := func(key string) string { s, _ := keys[key].(string); return s }
	return fact{text("source"), text("asof")}
}

// saysOfItself says whether a requirement gives its own grounds.
func saysOfItself(need any) bool {
	table, _ := need.(map[string]any)
	return table["source"] != nil || table["asof"] != nil || table["confidence"] != nil
}

// facts are those on the way from a vertex down to what failed: the nodes, and the
// requirements by which they fell or held, with groups within of which anything was hit.
func (in *incident) facts(vertex string) []fact {
	var out []fact
	visited, next := map[string]bool{}, []string{vertex}
	for len(next) > 0 {
		v := next[0]
		if next = next[1:]; visited[v] {
			continue
		}
		visited[v] = true
		node, _, isPart := strings.Cut(v, "@")
		out = append(out, factOf(in.nodes[node]))
		for _, need := range in.blamed(v) {
			next = append(next, in.hit(v, need)...)
			switch {
			case need == nil:
				out = append(out, factOf(in.populations[in.nodes[node]["population"].(string)]))
			case saysOfItself(need):
				out = append(out, factOf(need.(map[string]any)))
			default:
				out = append(out, factOf(in.nodes[node]))
			}
			out = append(out, in.within(v, need)...)
		}
		if !isPart {
			for part := range in.lines(node) {
				if in.worst(v+"@"+part) != "up" {
					next = append(next, v+"@"+part)
				}
			}
		}
	}
	return out
}

// blamed are the requirements by which a vertex fell; of one that fell by none, or not
// at all, those of which a member was hit.
func (in *incident) blamed(vertex string) []any {
	var broken, hit []any
	for _, need := range in.needs(vertex) {
		if len(in.hit(vertex, need)) == 0 {
			continue
		}
		hit = append(hit, need)
		if in.worst(vertex) != "up" && in.value(vertex, need, in.worst) != "up" {
			broken = append(broken, need)
		}
	}
	if broken != nil {
		return broken
	}
	return hit
}

// hit are the members of a requirement that were ever below up, at any nesting.
func (in *incident) hit(vertex string, need any) []string {
	return slices.DeleteFunc(in.named(vertex, need), func(name string) bool { return in.worst(name) == "up" })
}

// within are the groups in a requirement of which anything was hit that give their own
// grounds. Of a service that means any part; access counts as hit.
func (in *incident) within(vertex string, need any) []fact {
	var out []fact
	list, _ := members(need)
	for _, m := range list {
		if !in.touched(m) {
			continue
		}
		if saysOfItself(m) {
			out = append(out, factOf(m.(map[string]any)))
		}
		out = append(out, in.within(vertex, m)...)
	}
	return out
}

func (in *incident) touched(need any) bool {
	list, _ := members(need)
	if list != nil {
		return slices.ContainsFunc(list, in.touched)
	}
	name := in.meant("", need)
	node, _, _ := strings.Cut(name, "@")
	if strings.Contains(fmt.Sprint(need), "@access") {
		return true
	}
	parts := slices.Collect(maps.Keys(in.users(node)))
	return slices.ContainsFunc(append(parts, node), func(v string) bool { return in.worst(v) != "up" })
}

// late says whether a fact was not known before the day of the start.
func (in *incident) late(f fact) bool {
	date := f.asof
	if date == "" {
		date = in.dates[f.source]
	}
	if date == "" {
		date = in.asof
	}
	last := map[string]string{"2020": "2020-12-31", "2021": "2021-12-31", "2021-09": "2021-09-30", "2021-10": "2021-10-31", "2022": "2022-12-31"}[date]
	if last == "" {
		last = date
	}
	return last == "" || in.start == "" || last >= in.start
}
