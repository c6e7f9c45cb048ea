package replay_test

import (
	"fmt"
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
	paths              map[string]bool // what reached found
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
