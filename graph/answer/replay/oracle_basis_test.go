package replay_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// incident is a model as its file says it, and what happened to it, minute by minute.
type incident struct {
	nodes, populations map[string]map[string]any // by id
	services           []string
	dates              map[string]string // of declared sources
	asof               string            // of the model
	start              string            // the day: "2021-10-25", or ""
	script             oracle.Script
	course             oracle.Spans
	terms              []contract
}

// contract is what terms say.
type contract struct {
	covers []string
	bands  [][2]int // seconds, and what is paid from then on
}

// seen is an observation: of a level, or of an amount.
type seen struct {
	oracle.Observation
	what        string // "", "share_down", "users" or "owed"
	amount      float64
	withinShare float64
	factor      float64
	fitted      bool
	source      string
}

func newIncident(doc oracle.Doc) *incident {
	in := &incident{nodes: map[string]map[string]any{}, populations: map[string]map[string]any{}}
	for table, elements := range oracle.Plain(doc) {
		for id, keys := range elements.(map[string]any) {
			switch table {
			case "model":
				in.asof, _ = elements.(map[string]any)["asof"].(string)
			case "population":
				in.populations[id] = keys.(map[string]any)
			case "sector":
			default:
				in.nodes[id] = keys.(map[string]any)
				if table == "service" {
					in.services = append(in.services, id)
				}
			}
		}
	}
	slices.Sort(in.services)
	return in
}

// lines are the access nodes of a service, with their shares; none without a population.
func (in *incident) lines(node string) map[string]float64 {
	population, _ := in.nodes[node]["population"].(string)
	out, sum := map[string]float64{}, 0.0
	if population == "" {
		return out
	}
	for line, share := range in.populations[population]["access"].(map[string]any) {
		out[line] = share.(float64)
		sum += share.(float64)
	}
	for line := range out {
		out[line] /= sum
	}
	return out
}

// users are the parts that users see of a node or part, with the share that sees each.
func (in *incident) users(node string) map[string]float64 {
	out := map[string]float64{}
	for line, share := range in.lines(node) {
		out[node+"@"+line] = share
	}
	if len(out) == 0 {
		out[node] = 1
	}
	return out
}

func (in *incident) vertices() []string {
	var out []string
	for node := range in.nodes {
		out = append(out, node)
		for line := range in.lines(node) {
			out = append(out, node+"@"+line)
		}
	}
	slices.Sort(out)
	return out
}

// needs are the requirements of a vertex as its file has them; that it needs its access
// node, where the service does not speak of it, is the last, and is nil.
func (in *incident) needs(vertex string) []any {
	node, line, isPart := strings.Cut(vertex, "@")
	list, _ := in.nodes[node]["needs"].([]any)
	if !isPart && len(in.lines(node)) > 0 {
		return nil // its parts need
	}
	if isPart && line != "" && !strings.Contains(fmt.Sprint(list), "@access") {
		list = append(slices.Clone(list), nil)
	}
	return list
}

// members are the entries of a requirement, in order; of a name and of access none.
func members(need any) ([]any, int) {
	table, _ := need.(map[string]any)
	for _, form := range []string{"any", "all", "of"} {
		list, ok := table[form].([]any)
		switch {
		case !ok:
		case form == "all":
			return list, len(list)
		case form == "of":
			return list, int(table["at_least"].(int64))
		default:
			return list, 1
		}
	}
	return nil, 0
}

// meant is the vertex that a requirement of one name means; "" of a group.
func (in *incident) meant(vertex string, need any) string {
	node, line, isPart := strings.Cut(vertex, "@")
	name, _ := need.(string)
	if table, ok := need.(map[string]any); ok {
		name, _ = table["on"].(string)
	}
	same := in.nodes[name]["population"] != nil && in.nodes[name]["population"] == in.nodes[node]["population"]
	switch {
	case need == nil, name == "@access":
		return line
	case isPart && same:
		return name + "@" + line
	}
	return name
}

// named are the vertices that a requirement means, at any nesting.
func (in *incident) named(vertex string, need any) []string {
	list, _ := members(need)
	if list == nil {
		return []string{in.meant(vertex, need)}
	}
	var out []string
	for _, m := range list {
		out = append(out, in.named(vertex, m)...)
	}
	return out
}

var ranks = []string{"down", "degraded", "up"}

// value is what a requirement gives with its members at some levels, no hold-up left
// and nothing switched.
func (in *incident) value(vertex string, need any, level func(string) string) string {
	table, _ := need.(map[string]any)
	list, k := members(need)
	var worth []int
	if list == nil {
		worth, k = []int{slices.Index(ranks, level(in.meant(vertex, need)))}, 1
	}
	for i, m := range list {
		if switches, _ := table["failover"].(string); switches == "" || switches == "0s" || i < k {
			worth = append(worth, slices.Index(ranks, in.value(vertex, m, level)))
		}
	}
	slices.Sort(worth)
	out := ranks[worth[len(worth)-k]]
	if table["accepts"] == "degraded" && out == "degraded" {
		out = "up"
	}
	if table["loss"] == "degraded" && out == "down" {
		out = "degraded"
	}
	return out
}

// worst is the worst level that a vertex ever had.
func (in *incident) worst(vertex string) string {
	out := len(ranks) - 1
	for _, span := range in.course[vertex] {
		out = min(out, slices.Index(ranks, span.Level))
	}
	return ranks[out]
}

// struck says whether an event fails or degrades a vertex, or the service that it is a
// part of.
func (in *incident) struck(vertex string) bool {
	node, _, _ := strings.Cut(vertex, "@")
	return slices.ContainsFunc(in.script.Events, func(e oracle.Event) bool {
		return slices.ContainsFunc(slices.Concat(e.Fail, e.Degrade), func(name string) bool { return name == vertex || name == node })
	})
}

// reached are the vertices that something struck has a path to.
func (in *incident) reached() map[string]bool {
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
