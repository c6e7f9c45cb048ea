package gen

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// checker holds a document against the model language. It is written apart
// from the generator, and collects every error.
type checker struct {
	doc    oracle.Doc
	nodes  map[string]map[string]any
	kinds  map[string]string
	errors []error
}

// valid says what is wrong with a document.
func valid(doc oracle.Doc) error {
	c := &checker{doc: doc, nodes: map[string]map[string]any{}, kinds: map[string]string{}}
	for table, elements := range doc {
		switch table {
		case "model":
			continue
		case "kind":
			for id, keys := range elements.(map[string]any) {
				if _, says := keys.(map[string]any)["supply"].(bool); !says {
					c.error(id, "a kind with nothing to say")
				}
			}
		case "carrier", "datacentre", "power", "equipment", "platform", "service", "router":
			if table == "router" && c.elements("kind")[table] == nil {
				c.error(table, "no such kind")
			}
			for id, keys := range elements.(map[string]any) {
				if c.nodes[id] != nil {
					c.error(id, "declared twice")
				}
				c.nodes[id], c.kinds[id] = keys.(map[string]any), table
			}
		case "population", "sector":
		default:
			c.error(table, "no such kind")
		}
		for id := range elements.(map[string]any) {
			if !regexp.MustCompile(`^[a-z0-9][a-z0-9-]*$`).MatchString(id) {
				c.error(id, "no id")
			}
		}
	}
	for id := range c.elements("population") {
		c.population(id)
	}
	for id := range c.nodes {
		c.node(id)
	}
	c.weights()
	return errors.Join(c.errors...)
}

func (c *checker) error(where, format string, args ...any) {
	c.errors = append(c.errors, fmt.Errorf(where+": "+format, args...))
}

func (c *checker) elements(table string) map[string]any {
	elements, _ := c.doc[table].(map[string]any)
	return elements
}

// accessOf are the shares of a node's population, nil where it has none.
func (c *checker) accessOf(id string) map[string]any {
	name, ok := c.nodes[id]["population"].(string)
	if !ok {
		return nil
	}
	population, _ := c.elements("population")[name].(map[string]any)
	access, _ := population["access"].(map[string]any)
	return access
}

func (c *checker) population(id string) {
	keys := c.elements("population")[id].(map[string]any)
	if size, given := keys["size"]; given && size.(int64) < 1 {
		c.error(id, "no size")
	}
	c.within(id, keys)
	access := keys["access"].(map[string]any)
	sum := 0.0
	for node, share := range access {
		if c.nodes[node] == nil {
			c.error(id, "no access node %s", node)
		}
		if share.(float64) <= 0 {
			c.error(id, "%s has no share", node)
		}
		sum += share.(float64)
	}
	if len(access) < 2 || len(access) > 4 || math.Abs(sum-1) > 0.001 {
		c.error(id, "shares %v", access)
	}
}

// within checks what a population is some of: larger ones in the end, that count the
// same.
func (c *checker) within(id string, keys map[string]any) {
	above, nested := keys["of"].(string)
	if !nested {
		return
	}
	size, sized := keys["size"].(int64)
	for range 9 {
		of, ok := c.elements("population")[above].(map[string]any)
		if !ok || of["counts"] != keys["counts"] {
			c.error(id, "is some of %s", above)
			return
		}
		if whole, isWhole := of["size"].(int64); isWhole && sized && size > whole {
			c.error(id, "is more than %s", above)
		}
		if above, ok = of["of"].(string); !ok {
			return
		}
	}
	c.error(id, "is some of itself")
}

// weights checks that a sector of which some services have a weight says its measure.
func (c *checker) weights() {
	with, without := map[any]bool{}, map[any]bool{}
	for id, keys := range c.nodes {
		if sector := keys["sector"]; c.kinds[id] == "service" && sector != nil {
			with[sector] = with[sector] || keys["weight"] != nil
			without[sector] = without[sector] || keys["weight"] == nil
		}
	}
	for id, keys := range c.elements("sector") {
		if with[id] && without[id] && keys.(map[string]any)["measure"] == nil {
			c.error(id, "does not say its measure")
		}
	}
}

func (c *checker) node(id string) {
	keys := c.nodes[id]
	if sector, ok := keys["sector"]; ok && c.elements("sector")[sector.(string)] == nil {
		c.error(id, "no sector %s", sector)
	}
	if population, ok := keys["population"]; ok {
		access := c.accessOf(id)
		if c.kinds[id] != "service" || len(access) == 0 || access[id] != nil || keys["users"] != nil {
			c.error(id, "cannot have population %s", population)
		}
	}
	for _, key := range []string{"users", "weight", "criticality", "reach"} {
		if keys[key] != nil && c.kinds[id] != "service" {
			c.error(id, "only a service has %s", key)
		}
	}
	if reach, ok := keys["reach"].(float64); ok && (keys["population"] == nil || reach <= 0 || reach > 1) {
		c.error(id, "reach %v", reach)
	}
	c.load(id)
	if _, ok := keys["supply"].(bool); keys["supply"] != nil && !ok {
		c.error(id, "supply = %v", keys["supply"])
	}
	if recovery, ok := keys["recovery"]; ok && !slices.Contains(durations, recovery.(string)) {
		c.error(id, "recovery %v", recovery)
	}
	if needs, ok := keys["needs"]; ok {
		c.list(id, needs.([]any))
	}
}

// load checks what a node says of demand and capacity. All units of a document
// are the same, so that they agree along every path.
func (c *checker) load(id string) {
	keys := c.nodes[id]
	for _, key := range []string{"demand", "spills_to"} {
		if keys[key] != nil && c.kinds[id] != "service" {
			c.error(id, "only a service has %s", key)
		}
	}
	for _, key := range []string{"demand", "capacity"} {
		whole, isWhole := keys[key].(int64)
		amount, isAmount := keys[key].(float64)
		if keys[key] != nil && !isWhole && !isAmount || whole < 0 || amount < 0 || amount > 1e15 {
			c.error(id, "%s = %v", key, keys[key])
		}
		for other := range c.nodes {
			if keys[key] != nil && c.nodes[other]["unit"] != nil && keys["unit"] != c.nodes[other]["unit"] {
				c.error(id, "its unit is not that of %s", other)
			}
		}
	}
	if kind, ok := keys["overload"]; ok && (keys["capacity"] == nil || !slices.Contains([]any{"trip", "shed", "degrade"}, kind)) {
		c.error(id, "overload = %v", kind)
	}
	if spills, ok := keys["spills_to"].(map[string]any); ok {
		sum := 0.0
		for other, share := range spills {
			if c.kinds[other] != "service" || other == id || share.(float64) <= 0 {
				c.error(id, "spills %v to %s", share, other)
			}
			sum += share.(float64)
		}
		if len(spills) == 0 || sum > 1.001 {
			c.error(id, "spills %v in all", sum)
		}
	}
}

func (c *checker) list(id string, members []any) {
	if len(members) == 0 {
		c.error(id, "an empty group")
	}
	var names []string
	for _, member := range members {
		names = append(names, c.member(id, member))
	}
	slices.Sort(names)
	if len(slices.Compact(names)) < len(members) {
		c.error(id, "named twice in %v", members)
	}
	_, own := slices.BinarySearch(names, "@access")
	for _, name := range names {
		if own && c.accessOf(id)[name] != nil {
			c.error(id, "own access and %s in %v", name, members)
		}
		service, _, part := strings.Cut(name, "@")
		if _, whole := slices.BinarySearch(names, service); part && whole && service != "" &&
			c.nodes[service]["population"] == c.nodes[id]["population"] {
			c.error(id, "%s whole and in part in %v", service, members)
		}
	}
}

// member checks one member and returns the name it speaks of, or the group
// written out.
func (c *checker) member(id string, member any) string {
	if name, ok := member.(string); ok {
		c.reference(id, name)
		return name
	}
	group := member.(map[string]any)
	forms := 0
	for _, form := range []string{"on", "any", "all", "of"} {
		if group[form] != nil {
			forms++
		}
		if list, ok := group[form].([]any); ok {
			c.list(id, list)
		}
	}
	if forms != 1 {
		c.error(id, "%d forms in %v", forms, group)
	}
	if of, ok := group["of"].([]any); ok {
		if k, ok := group["at_least"].(int64); !ok || k < 1 || int(k) > len(of) {
			c.error(id, "at_least in %v", group)
		}
	} else if group["at_least"] != nil {
		c.error(id, "at_least in %v", group)
	}
	c.modifiers(id, group)
	if name, ok := group["on"].(string); ok {
		c.reference(id, name)
		return name
	}
	return fmt.Sprint(group)
}

func (c *checker) modifiers(id string, group map[string]any) {
	for key, value := range group {
		ok := true
		switch key {
		case "on", "any", "all", "of", "at_least", "confidence":
		case "loss", "accepts":
			ok = value == "degraded"
		case "holdup":
			ok = slices.Contains(durations, value.(string))
		case "supply":
			_, ok = value.(bool)
		case "balance":
			ok = value == "even" && group["on"] == nil && group["all"] == nil
		case "failover":
			ok = slices.Contains(durations, value.(string)) && group["on"] == nil && group["all"] == nil
		default:
			ok = false
		}
		if !ok {
			c.error(id, "%s = %v in %v", key, value, group)
		}
	}
}

func (c *checker) reference(id, name string) {
	service, access, isPart := strings.Cut(name, "@")
	switch {
	case name == "@access":
		if c.accessOf(id) == nil {
			c.error(id, "has no access")
		}
	case c.nodes[service] == nil || isPart && c.accessOf(service)[access] == nil:
		c.error(id, "%s is not declared", name)
	case service == id:
		c.error(id, "needs itself")
	}
}
