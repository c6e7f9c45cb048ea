package kubernetes

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// budget is a PodDisruptionBudget: how many pods of what it selects must run.
type budget struct {
	namespace   string
	selector    selector
	least, most yamltree.Value // minAvailable, maxUnavailable
	at          format.Span
	name        string
}

func (r *reader) budget(v yamltree.Value) {
	s, ok := selectorOf(v.Get("spec", "selector"))
	meta := v.Get("metadata")
	b := budget{selector: s, least: v.Get("spec", "minAvailable"), most: v.Get("spec", "maxUnavailable"), at: v.Get("kind").Span(), name: meta.Get("name").Text()}
	if b.namespace = meta.Get("namespace").Text(); b.namespace == "" {
		b.namespace = "default"
	}
	if !ok {
		r.unused(b)
		return
	}
	r.budgets = append(r.budgets, b)
}

func (r *reader) unused(b budget) {
	r.draft.Leave(format.OfOther, b.at, "PodDisruptionBudgets of nothing whose replicas are kept apart", b.name)
}

// needed is how many of some pods a budget wants.
func (b budget) needed(pods int) int {
	n := 1
	if least, ok := share(b.least, pods); ok {
		n = least
	} else if most, ok := share(b.most, pods); ok {
		n = pods - most
	}
	return min(max(n, 1), pods)
}

// share is a number of pods, or a percentage of them, rounded up.
func share(v yamltree.Value, of int) (int, bool) {
	text, percent := strings.CutSuffix(v.Text(), "%")
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n > math.MaxInt32 {
		return 0, false
	}
	if percent {
		n = (n*of + 99) / 100
	}
	return n, true
}

// maxReplicas bounds the replicas that become nodes of their own.
const maxReplicas = 100

// replicas makes nodes of replicas that are kept apart, of which some are needed, and notes
// others.
func (r *reader) replicas(by map[label][]*workload) {
	needed, used := map[*workload]budget{}, map[string]bool{}
	for _, b := range r.budgets {
		for _, w := range r.selected(by, b.namespace, b.selector) {
			needed[w] = b
		}
	}
	for _, w := range r.workloads {
		b, limited := needed[w]
		if r.apart(w, b) && limited {
			used[b.namespace+"/"+b.name] = true
		}
	}
	for _, b := range r.budgets {
		if !used[b.namespace+"/"+b.name] {
			r.unused(b)
		}
	}
}

// apart says whether the replicas of a workload became nodes.
func (r *reader) apart(w *workload, b budget) bool {
	if w.kind == "DaemonSet" {
		w.node.Description = "one pod on each node of the cluster"
		return false
	}
	v := w.spec.Get("replicas")
	if v.Missing() || w.kind == "Pod" || v.Text() == "1" {
		return false
	}
	n, err := strconv.Atoi(v.Text())
	if err != nil || n < 0 {
		r.draft.Leave(format.OfOther, v.Span(), "replicas that are no number", w.key)
		return false
	}
	where := spread(w)
	switch {
	case n == 0:
		w.node.Description = "no replicas run"
		return false
	case where == "":
		w.node.Description = fmt.Sprintf("%d replicas, which nothing here keeps apart: do they fail together?", n)
		r.draft.Leave(format.OfOther, v.Span(), "replicas that nothing keeps apart, and that are one node", w.key)
		return false
	case n > maxReplicas:
		w.node.Description = fmt.Sprintf("%d replicas, each in another %s", n, where)
		r.draft.Leave(format.OfOther, v.Span(), fmt.Sprintf("more than %d replicas, which are one node", maxReplicas), w.key)
		return false
	}
	w.node.Description = fmt.Sprintf("%d replicas, each in another %s", n, where)
	r.pods(w, n, b.needed(n), v.Span())
	return true
}

// pods adds the replicas of a workload, of which it needs some.
func (r *reader) pods(w *workload, n, needed int, at format.Span) {
	for i := range n {
		key := fmt.Sprintf("%s %d", w.key, i+1)
		r.draft.Node(draft.Node{Key: key, Name: fmt.Sprintf("%s %d of %d", w.name, i+1, n), Kind: "Pod", Sector: w.node.Sector, Implied: true, At: at})
		r.draft.Need(draft.Need{From: w.key, To: key, Group: "replicas", AtLeast: needed, Implied: true, At: at})
	}
}

// spread returns what the pods of a workload never share: "host", "zone" or the like, or ""
// where they may share all. What is only preferred keeps nothing apart.
func spread(w *workload) string {
	mine := func(rule yamltree.Value) bool {
		s, ok := selectorOf(rule.Get("labelSelector"))
		return ok && s.selects(w.labels)
	}
	for rule := range w.pod.Get("topologySpreadConstraints").Items() {
		if rule.Get("whenUnsatisfiable").Text() == "DoNotSchedule" && mine(rule) {
			return place(rule.Get("topologyKey").Text())
		}
	}
	for rule := range w.pod.Get("affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution").Items() {
		if mine(rule) {
			return place(rule.Get("topologyKey").Text())
		}
	}
	return ""
}

func place(topologyKey string) string {
	_, name, _ := strings.Cut(topologyKey, "/")
	switch name {
	case "hostname":
		return "host"
	case "zone", "region":
		return name
	}
	return "place (" + topologyKey + ")"
}
