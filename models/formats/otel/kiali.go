package otel

import (
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// vertex is a node of a graph of Kiali.
type vertex struct {
	data     *tree.Value
	kind     string // "service", "workload", "app", "aggregate"
	names    []string
	key      string
	leaveOut string // why it is no node
}

// kiali reads a graph: nodes, and the traffic between them.
func (s *seen) kiali(elements *tree.Value) {
	var list []*vertex
	byID := map[string]*vertex{}
	for _, x := range s.r.Tables(elements, "nodes") {
		v := s.vertex(s.r.Table(x, "data"), x)
		switch id := s.name(v.data, "id"); {
		case id == "":
			s.wrong(format.Flaw{At: x.At, Code: "node", Message: "a node of a graph needs data with an id"})
		case byID[id] != nil:
			s.d.Leave(format.OfNode, x.At, "nodes whose id another has already", v.names[0])
		default:
			byID[id] = v
			list = append(list, v)
		}
	}
	distinct(list)
	for _, v := range list {
		if v.leaveOut != "" {
			s.d.Leave(format.OfNode, v.data.At, v.leaveOut, v.names[0])
			continue
		}
		s.d.Node(s.node(v))
	}
	for _, x := range s.r.Tables(elements, "edges") {
		s.traffic(s.r.Table(x, "data"), x, byID)
	}
}

// vertex reads a node. Its names go from the shortest to the longest.
func (s *seen) vertex(data, at *tree.Value) *vertex {
	if data == nil {
		data = at
	}
	v := &vertex{data: data, kind: s.name(data, "nodeType")}
	name := ""
	for _, key := range []string{v.kind, "workload", "service", "app", "aggregateValue", "nodeType", "id"} {
		if name = s.name(data, key); name != "" {
			break
		}
	}
	if version := s.name(data, "version"); v.kind == "app" && version != "" && version != "unknown" {
		name += "-" + version
	}
	space, cluster := s.name(data, "namespace"), s.name(data, "cluster")
	v.names = []string{name, space + "/" + name, space + "/" + name + " (" + v.kind + ")", cluster + "/" + space + "/" + name + " (" + v.kind + ")", s.name(data, "id")}
	switch {
	case data.Get("isBox").String() != "" || v.kind == "box":
		v.leaveOut = "boxes, which hold nodes that stand beside them"
	case v.kind == "unknown" || space == "unknown":
		v.leaveOut = "unknown ends of traffic"
	}
	return v
}

// distinct gives each node that stays the shortest of its names that no other has.
func distinct(list []*vertex) {
	var names [][]string
	for _, v := range list {
		if v.leaveOut == "" {
			names = append(names, v.names)
		}
	}
	keys := draft.Distinct(names)
	for _, v := range list {
		if v.leaveOut == "" {
			v.key, keys = keys[0], keys[1:]
		}
	}
}

func (s *seen) node(v *vertex) draft.Node {
	n := draft.Node{Key: v.key, At: v.data.At, Sector: s.name(v.data, "namespace")}
	for _, key := range []string{"nodeType", "cluster"} {
		if tag := s.name(v.data, key); tag != "" && tag != "unknown" {
			n.Tags = append(n.Tags, tag)
		}
	}
	return n
}

// traffic reads an edge.
func (s *seen) traffic(data, at *tree.Value, byID map[string]*vertex) {
	from, to := byID[s.name(data, "source")], byID[s.name(data, "target")]
	switch {
	case from == nil || to == nil:
		s.d.Leave(format.OfEdge, at.At, "traffic of nodes that the graph does not have", s.name(data, "source")+" -> "+s.name(data, "target"))
		return
	case from.leaveOut != "" || to.leaveOut != "":
		s.d.Leave(format.OfEdge, at.At, "traffic of unknown ends and boxes", from.names[0]+" -> "+to.names[0])
		return
	}
	n := draft.Need{From: from.key, To: to.key, At: data.At, Source: s.source(data.At, s.rates(s.r.Table(data, "traffic")))}
	if from.kind == "service" && (to.kind == "workload" || to.kind == "app") {
		n.Group = "workloads" // a service sends each call to one of those behind it
	}
	s.d.Need(n)
}

// rates says how much traffic was seen.
func (s *seen) rates(traffic *tree.Value) string {
	protocol, rates := s.name(traffic, "protocol"), s.r.Table(traffic, "rates")
	rate := s.r.Text(rates, protocol)
	if rate == "" {
		return ""
	}
	unit := " requests a second"
	if strings.HasPrefix(protocol, "tcp") {
		unit = " bytes a second"
	}
	out := rate + unit + " over " + protocol + " seen"
	if failed := s.r.Text(rates, protocol+"PercentErr"); failed != "" {
		out += ", " + failed + "% of them failed"
	}
	return out
}
