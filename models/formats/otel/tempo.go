package otel

import (
	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/tree"
)

// The metrics of service graphs that are read. All others are of times and sizes.
const (
	requests = "traces_service_graph_request_total"
	failures = "traces_service_graph_request_failed_total"
)

// pair is who calls whom.
type pair struct{ client, server string }

// tempo reads what Prometheus answers: a metric for each client and server.
func (s *seen) tempo(list []*tree.Value) {
	failed := map[pair]string{}
	for _, x := range list {
		if m := s.r.Table(x, "metric"); m.Get("__name__").String() == failures {
			failed[pair{s.name(m, "client"), s.name(m, "server")}] = count(x)
		}
	}
	for _, x := range list {
		m := s.r.Table(x, "metric")
		// where a sum over labels was asked for, the metric has no name
		if name := m.Get("__name__").String(); name == requests || name == "" {
			s.call(m, count(x), failed)
		} else if name != failures {
			s.d.Leave(format.OfOther, x.At, "metrics of how long calls take and how large they are", name)
		}
	}
}

// call reads the metric of one client and server.
func (s *seen) call(m *tree.Value, calls string, failed map[pair]string) {
	p := pair{s.name(m, "client"), s.name(m, "server")}
	if p.client == "" || p.server == "" {
		at := format.Span{}
		if m != nil {
			at = m.At
		}
		s.wrong(format.Flaw{At: at, Code: "call", Message: "a metric of a service graph needs the labels client and server"})
		return
	}
	kind := s.name(m, "connection_type")
	if p.client == "user" && kind == "virtual_node" {
		s.named(p.server, m.At)
		s.d.Find(p.server).Kind = "service"
		s.d.Leave(format.OfNode, m.At, "users, who are not traced", p.client)
		s.d.Leave(format.OfEdge, m.At, "calls of users, who are not traced", p.client+" -> "+p.server)
		return
	}
	s.named(p.client, m.At)
	s.named(p.server, m.At)
	what := ""
	if calls != "" {
		what = calls + " calls seen"
	}
	if n := failed[p]; n != "" && n != "0" {
		what += ", " + n + " of them failed"
	}
	n := draft.Need{From: p.client, To: p.server, At: m.At}
	if kind == "messaging_system" { // who sends goes on
		n.Soft = true
		what += ", as messages"
	}
	n.Source = s.source(m.At, what)
	s.d.Need(n)
}

// count is the number of a sample, of several the last: [time, "number"].
func count(x *tree.Value) string {
	v := x.Get("value")
	if list := x.Get("values"); list.Is(tree.List) && len(list.Items) > 0 {
		v = list.Items[len(list.Items)-1]
	}
	if v.Is(tree.List) && len(v.Items) == 2 {
		return v.Items[1].String()
	}
	return ""
}
