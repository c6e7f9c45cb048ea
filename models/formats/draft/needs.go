package draft

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/meoktong/meoktong/models/formats/format"
)

// requirements writes those of one node that an option adds, or that hold always:
// alternatives at the place of the first. It returns what each is made of beside them.
func (d *Draft) requirements(needs []*Need, option string) (out []any, rows [][]*Need) {
	groups := map[string][]*Need{}
	for _, n := range needs {
		if n.Group != "" && n.Option == option {
			groups[n.Group] = append(groups[n.Group], n)
		}
	}
	for _, n := range needs {
		group := groups[n.Group]
		if n.Group == "" {
			group = []*Need{n}
		}
		if n.Option != option || group[0] != n {
			continue
		}
		out, rows = append(out, d.requirement(group)), append(rows, group)
	}
	return out, rows
}

// assumed is what requirements are of which nobody says more.
var assumed any = "assumed"

// requirement writes one: a group, or what stands alone.
func (d *Draft) requirement(group []*Need) map[string]any {
	n := group[0]
	r := map[string]any{"confidence": assumed, "source": n.Source}
	if n.Confidence != "" {
		r["confidence"] = n.Confidence
	}
	if n.Source == "" {
		r["source"] = d.Place(n.At)
	}
	most := slices.MaxFunc(group, func(a, b *Need) int { return cmp.Compare(a.AtLeast, b.AtLeast) }).AtLeast
	if len(group) == 1 && most <= 1 {
		r["on"] = d.ref(n)
	} else {
		var members []any
		for _, m := range group {
			members = append(members, d.ref(m))
		}
		if most > 1 {
			r["at_least"], r["of"] = int64(most), members
		} else {
			r["any"] = members
		}
	}
	soften(r, group)
	return r
}

// ref is how the model names what is needed.
func (d *Draft) ref(n *Need) string {
	if n.Ref != "" {
		return n.Ref
	}
	return d.byKey[n.To].id
}

// soften adds what mildens the loss of a requirement, and what else it says: of a group
// what the first of it says that says it.
func soften(r map[string]any, group []*Need) {
	if slices.ContainsFunc(group, func(n *Need) bool { return n.Soft }) {
		r["loss"] = "degraded"
	}
	for _, m := range group {
		for key, value := range m.Keys {
			if r[key] == nil {
				r[key] = value
			}
		}
		if m.Failover != "" && r["any"] == nil && r["at_least"] == nil {
			continue // there is nothing to switch to
		}
		for key, text := range map[string]string{"failover": m.Failover, "holdup": m.HoldUp} {
			if text = strings.TrimSpace(text); text != "" && r[key] == nil {
				r[key] = text
			}
		}
	}
}

// added are the requirements that an option adds, by kind and id, or nil.
func (d *Draft) added(option string, needs map[*Node][]*Need) map[string]any {
	var out map[string]any
	for _, n := range d.nodes {
		list, _ := d.requirements(needs[n], option)
		if len(list) == 0 {
			continue
		}
		if out == nil {
			out = map[string]any{}
		}
		ids, _ := out[n.table].(map[string]any)
		if ids == nil {
			ids = map[string]any{}
			out[n.table] = ids
		}
		ids[n.id] = map[string]any{"needs": list}
	}
	return out
}

// idOf returns the id of a key, or "".
func (d *Draft) idOf(key string) string {
	if n := d.byKey[key]; n != nil {
		return n.id
	}
	return ""
}

// locator returns what finds keys of nodes and of their requirements in the files.
func (d *Draft) locator() func(path []string) (format.Span, bool) {
	nodes := onceMap(d.nodes)
	return func(path []string) (format.Span, bool) {
		if len(path) < 3 {
			return format.Span{}, false
		}
		n := nodes()[path[0]+"\x00"+path[1]]
		if n == nil {
			return format.Span{}, false
		}
		if path[2] != "needs" || len(path) == 3 {
			return d.cell(n.At, path[2])
		}
		return d.locateNeed(n, path[3:])
	}
}

// locateNeed finds a requirement, a member of one or a key of it: "[2]", "any", "[0]".
func (d *Draft) locateNeed(n *Node, path []string) (format.Span, bool) {
	i, ok := index(path[0], len(n.rows))
	if !ok {
		return format.Span{}, false
	}
	at, key := n.rows[i][0].At, "to"
	if len(path) > 1 && path[1] != "on" {
		key = path[1]
	}
	if len(path) > 2 {
		if j, ok := index(path[2], len(n.rows[i])); ok {
			at, key = n.rows[i][j].At, "to"
		}
	}
	if len(path) == 1 {
		return at, true
	}
	if cell, ok := d.cell(at, key); ok {
		return cell, true
	}
	return at, true
}

func (d *Draft) cell(at format.Span, key string) (format.Span, bool) {
	if d.Cell == nil {
		return at, false
	}
	return d.Cell(at, key)
}

// onceMap finds nodes by table and id; it is made when it is first asked for.
func onceMap(nodes []*Node) func() map[string]*Node {
	return sync.OnceValue(func() map[string]*Node {
		out := make(map[string]*Node, len(nodes))
		for _, n := range nodes {
			out[n.table+"\x00"+n.id] = n
		}
		return out
	})
}

// index reads "[2]", of so many.
func index(step string, of int) (int, bool) {
	i, err := strconv.Atoi(strings.Trim(step, "[]"))
	return i, err == nil && i >= 0 && i < of
}
