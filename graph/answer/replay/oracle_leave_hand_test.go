package replay_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/replay"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// hand takes hindsight out of the text of a model.
type hand struct {
	*incident
	cites, gone, people map[string]bool // sources of the incident; nodes and populations that are gone
	split, named        map[string]bool // services of which an event names a part, nodes that it names
	stubs               map[string]bool // tables that nothing can break
	free                []string        // services that spoke of their line, and do not any more
	text                []byte
}

func (h *hand) hindsight(keys map[string]any) bool {
	f := factOf(keys)
	return f.source != "" && h.cites[f.source] || h.late(f)
}

// known says whether a requirement has grounds of its own, and these were known.
func (h *hand) known(need any) bool {
	keys, isTable := need.(map[string]any)
	return isTable && grounded(keys) && !h.hindsight(keys)
}

// grounded says whether a table says what it rests on itself.
func grounded(keys map[string]any) bool {
	return keys["source"] != nil || keys["asof"] != nil || keys["confidence"] != nil
}

func list(keys map[string]any, key string) []any { out, _ := keys[key].([]any); return out }

// replay strips the model, and replays what happened.
func (h *hand) replay(t *testing.T, happened *models.Incident) *result.Replayed {
	t.Helper()
	in := *happened
	in.Start = time.Date(2021, 10, 25, 0, 0, 0, 0, time.UTC) // what is left was known then, when ever it happened
	in.Observed = slices.Clone(in.Observed)
	for _, o := range in.Observed {
		h.cites[o.Provenance.Source] = true
	}
	h.find()
	h.text = h.strip()
	for i := range in.Observed {
		o := &in.Observed[i]
		if node, _, isPart := cut(o.Node); h.gone[node] || isPart && h.lost(node) {
			o.Node = ""
		}
	}
	m := fixture.Compile(t, h.text).Model
	for _, id := range h.free { // what no file can say
		m = m.AmendNode(id, func(n *models.Node) { n.AccessFree = true })
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	r, err := replay.Of(t.Context(), c, []*models.Incident{&in})
	if err != nil {
		t.Fatalf("%v\n%s", err, h.text)
	}
	return &r.Incidents[0]
}

// find finds what goes as a whole.
func (h *hand) find() {
	h.split, h.named = map[string]bool{}, map[string]bool{}
	for _, e := range h.script.Events {
		for _, name := range slices.Concat(e.Fail, e.Degrade, e.Repair) {
			node, _, isPart := cut(name)
			h.named[node] = true
			h.split[node] = h.split[node] || isPart
		}
	}
	kept := map[string]bool{}
	for node := range h.split {
		kept[h.population(node)] = true
	}
	for id, keys := range h.populations {
		h.people[id] = h.hindsight(keys) && !kept[id]
	}
	for id, keys := range h.nodes {
		h.gone[id] = h.hindsight(keys) && !h.named[id] && !slices.ContainsFunc(list(keys, "needs"), h.known)
	}
}

func (h *hand) population(node string) string {
	id, _ := h.nodes[node]["population"].(string)
	return id
}

// lost says whether a service has no population any more.
func (h *hand) lost(node string) bool {
	return h.people[h.population(node)] || h.hindsight(h.nodes[node]) && !h.split[node]
}

// strip writes what is left.
func (h *hand) strip() []byte {
	h.stubs = map[string]bool{}
	doc := oracle.Doc{"model": map[string]any{"asof": "2020", "title": "by hand"}, "population": map[string]any{}}
	for id, keys := range h.populations {
		if h.people[id] {
			continue
		}
		left := plain(keys)
		if of, _ := left["of"].(string); h.people[of] {
			delete(left, "of")
		}
		doc["population"].(map[string]any)[id] = left
	}
	for _, id := range sorted(h.nodes) {
		kind := h.kindOf(id)
		if doc[kind] == nil {
			doc[kind] = map[string]any{}
		}
		doc[kind].(map[string]any)[id] = h.node(id)
	}
	for id := range h.stubs {
		if doc["platform"] == nil {
			doc["platform"] = map[string]any{}
		}
		doc["platform"].(map[string]any)[id] = map[string]any{}
	}
	text := gen.TOML(doc)
	for i, c := range h.terms {
		if node, _, isPart := cut(c.covers[0]); !h.late(fact{}) && !h.gone[node] && !(isPart && h.lost(node)) {
			text = fmt.Appendf(text, "[terms.t%d]\ncovers = [%q]\nbands = [", i, c.covers[0])
			for _, band := range c.bands {
				text = fmt.Appendf(text, "{ from = \"%dm\", pay = %d }, ", band[0]/minute, band[1])
			}
			text = append(text, "]\n"...)
		}
	}
	return text
}

func (h *hand) kindOf(id string) string {
	if slices.Contains(h.services, id) {
		return "service"
	}
	return strings.TrimRight(id, "-0123456789")
}

func plain(keys map[string]any) map[string]any {
	out := maps.Clone(keys)
	for _, key := range []string{"source", "asof", "confidence", "sector", "weight"} {
		delete(out, key)
	}
	return out
}

// node writes what is left of a node.
func (h *hand) node(id string) map[string]any {
	keys := plain(h.nodes[id])
	if h.gone[id] {
		fails, given := keys["fails"]
		if keys = map[string]any{}; given {
			keys["fails"] = fails
		}
		return keys
	}
	if h.hindsight(h.nodes[id]) {
		only := map[string]any{"needs": keys["needs"]}
		for _, key := range []string{"fails", "criticality"} {
			if v, given := keys[key]; given {
				only[key] = v
			}
		}
		if h.split[id] {
			only["population"] = keys["population"]
		}
		keys = only
	}
	if h.lost(id) {
		delete(keys, "population")
		delete(keys, "reach")
	}
	spoke := speaks(keys["needs"])
	var needs []any
	for _, need := range list(keys, "needs") {
		own, _ := need.(map[string]any)
		late := grounded(own) && h.hindsight(own) || !grounded(own) && h.hindsight(h.nodes[id])
		if late && !(h.split[id] && speaks([]any{need})) {
			continue
		}
		if x := h.need(id, need); x != nil {
			needs = append(needs, x)
		}
	}
	if spoke && keys["population"] != nil && !speaks(needs) {
		h.free = append(h.free, id)
	}
	if delete(keys, "needs"); needs != nil {
		keys["needs"] = needs
	}
	return keys
}

func speaks(value any) bool {
	switch x := value.(type) {
	case string:
		return strings.HasPrefix(x, "@")
	case []any:
		return slices.ContainsFunc(x, speaks)
	case map[string]any:
		for _, key := range []string{"on", "any", "all", "of"} {
			if speaks(x[key]) {
				return true
			}
		}
	}
	return false
}

// need writes what is left of a requirement that stays, or nil.
func (h *hand) need(node string, need any) any {
	if name, ok := need.(string); ok {
		return h.member(node, name)
	}
	keys := plain(need.(map[string]any))
	if on, ok := keys["on"].(string); ok {
		keys["on"] = h.member(node, on)
		return keys
	}
	for _, form := range []string{"any", "all", "of"} {
		if keys[form] == nil {
			continue
		}
		var left []any
		for _, member := range list(keys, form) {
			own, _ := member.(map[string]any)
			if grounded(own) && h.hindsight(own) {
				continue
			}
			if x := h.need(node, member); x != nil {
				left = append(left, x)
			}
		}
		if keys[form] = left; len(left) == 0 {
			return nil
		}
		if k, ok := keys["at_least"].(int64); ok {
			keys["at_least"] = min(k, int64(len(left)))
		}
	}
	return keys
}

// member is what stands in place of a node, a part or a line.
func (h *hand) member(node, name string) string {
	id, line, isPart := cut(name)
	switch {
	case id == "" && h.lost(node), isPart && id != "" && (h.gone[id] || h.lost(id)):
		stub := "stub-" + id + "-" + line
		h.stubs[stub] = true
		return stub
	}
	return name
}
