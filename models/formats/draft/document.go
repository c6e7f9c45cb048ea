package draft

import (
	"cmp"
	"maps"
	"slices"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/internal/id"
	"github.com/meoktong/meoktong/models/language"
)

// The kinds of what files do not say the kind of.
const (
	service  = "service"
	platform = "platform"
)

// Document makes elements of what was gathered, in the order of the files: kinds and
// sectors, then nodes. It costs about as much as reading the files.
func (d *Draft) Document() *format.Document {
	needs := d.settled()
	d.apart(needs)
	d.number()
	doc := &format.Document{Flaws: d.flaws}
	kinds, sectors := d.kinds(), d.sectors()
	for _, name := range slices.Sorted(maps.Keys(kinds)) {
		if kinds[name] != "" {
			doc.Elements = append(doc.Elements, format.Element{Table: "kind", ID: kinds[name], Keys: map[string]any{"name": name}})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(sectors)) {
		doc.Elements = append(doc.Elements, format.Element{Table: "sector", ID: sectors[name], Keys: map[string]any{"name": cmp.Or(d.titles[name], name)}})
	}
	for _, n := range d.nodes {
		table := n.Kind
		if own := kinds[n.Kind]; own != "" {
			table = own
		}
		n.table = table
		doc.Elements = append(doc.Elements, format.Element{Table: table, ID: n.id, Keys: d.keys(n, needs[n], sectors), At: n.At})
		doc.Names = append(doc.Names, n.Key)
	}
	for _, other := range d.others {
		doc.Elements = append(doc.Elements, other(d.idOf, func(option string) map[string]any { return d.added(option, needs) }))
	}
	doc.Lost, doc.Counts, doc.Locate = d.lost, d.counts, d.locator()
	return doc
}

// settled returns the requirements that stand, by who has them, and leaves out the others.
func (d *Draft) settled() map[*Node][]*Need {
	out := make(map[*Node][]*Need, len(d.nodes))
	type pair struct{ from, to, group, ref, option string }
	said := make(map[pair]*Need, len(d.needs))
	for _, n := range d.needs {
		from, to, p := d.byKey[n.From], d.byKey[n.To], pair{n.From, n.To, n.Group, n.Ref, n.Option}
		why := ""
		switch {
		case from == nil || to == nil && n.Ref == "":
			why = "requirements of what the files do not define"
		case from == to:
			why = "requirements of nodes by themselves"
		case said[p] != nil:
			why = "requirements said once more"
			said[p].Soft = said[p].Soft && n.Soft // the harder of two holds
		}
		if why != "" {
			if !n.Implied {
				d.Leave(format.OfEdge, n.At, why, n.From+" -> "+cmp.Or(n.Ref, n.To))
			}
			continue
		}
		if said[p] = n; to != nil {
			to.needed = true
		}
		out[from] = append(out[from], n)
		if !n.Implied {
			d.counts.Edges++
		}
	}
	return out
}

// number gives ids, and kinds to what has none.
func (d *Draft) number() {
	names := make([]string, len(d.nodes))
	for i, n := range d.nodes {
		names[i] = n.Key
		if n.Kind == "" {
			n.Kind = service
			if n.needed {
				n.Kind = platform
			}
		}
	}
	ids := id.Assign(names, func(i int) string { return "node" })
	for _, n := range d.nodes {
		n.id = ids[n.Key]
	}
}

// kinds returns the ids of the kinds that the files bring, by their names; "" for those of
// the model language.
func (d *Draft) kinds() map[string]string {
	out := map[string]string{}
	var own []string
	for _, n := range d.nodes {
		if _, seen := out[n.Kind]; seen {
			continue
		}
		out[n.Kind] = ""
		if !slices.ContainsFunc(language.BuiltinKinds(), func(k language.BuiltinKind) bool { return k.ID == n.Kind }) {
			own = append(own, n.Kind)
		}
	}
	ids := id.Assign(own, func(int) string { return "kind" })
	for _, name := range own {
		out[name] = ids[name]
		if reserved(ids[name]) {
			out[name] += "-node"
		}
	}
	return out
}

// reserved says whether a kind's id is a word of the language.
func reserved(kind string) bool {
	return slices.Contains(language.Elements(), kind) || slices.ContainsFunc(language.Tables(), func(t language.Table) bool { return string(t.Place) == kind })
}

func (d *Draft) sectors() map[string]string {
	out := map[string]string{}
	var names []string
	for _, n := range d.nodes {
		if n.Sector != "" && !slices.Contains(names, n.Sector) {
			names = append(names, n.Sector)
		}
	}
	maps.Copy(out, id.Assign(names, func(int) string { return "sector" }))
	return out
}

// keys are what the model says of a node.
func (d *Draft) keys(n *Node, needs []*Need, sectors map[string]string) map[string]any {
	keys := map[string]any{"source": d.Place(n.At)}
	if n.Implied && n.At == (format.Span{}) {
		delete(keys, "source")
	}
	if name := cmp.Or(n.Name, n.Key); name != n.id {
		keys["name"] = name
	}
	for key, text := range map[string]string{"description": n.Description, "operator": n.Operator, "vendor": n.Vendor, "site": n.Site, "region": n.Region, "sector": sectors[n.Sector]} {
		if text != "" {
			keys[key] = text
		}
	}
	if len(n.Tags) > 0 {
		tags := make([]any, len(n.Tags))
		for i, t := range n.Tags {
			tags[i] = t
		}
		keys["tags"] = tags
	}
	var list []any
	if list, n.rows = d.requirements(needs, ""); len(list) > 0 {
		keys["needs"] = list
	}
	maps.Copy(keys, n.Keys)
	return keys
}
