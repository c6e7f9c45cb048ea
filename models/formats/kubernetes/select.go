package kubernetes

import (
	"slices"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// selector is what labels must be, each one of some values.
type selector []requirement

type requirement struct {
	key    string
	values []string
}

func (s *selector) add(key string, values ...string) { *s = append(*s, requirement{key, values}) }

// selects says whether labels are what a selector wants. An empty one selects nothing here.
func (s selector) selects(labels map[string]string) bool {
	for _, r := range s {
		value, has := labels[r.key]
		if !has || !slices.Contains(r.values, value) {
			return false
		}
	}
	return len(s) > 0
}

// selectorOf reads matchLabels and matchExpressions; ok is false where it has one that is
// not read, such as NotIn.
func selectorOf(v yamltree.Value) (s selector, ok bool) {
	for k, value := range v.Get("matchLabels").Pairs() {
		s.add(k.Text(), value.Text())
	}
	for e := range v.Get("matchExpressions").Items() {
		if e.Get("operator").Text() != "In" {
			return nil, false
		}
		var values []string
		for value := range e.Get("values").Items() {
			values = append(values, value.Text())
		}
		s.add(e.Get("key").Text(), values...)
	}
	return s, true
}

// label is a label that workloads of a namespace have.
type label struct{ namespace, key, value string }

func index(workloads []*workload) map[label][]*workload {
	by := map[label][]*workload{}
	for _, w := range workloads {
		for k, v := range w.labels {
			by[label{w.namespace, k, v}] = append(by[label{w.namespace, k, v}], w)
		}
	}
	return by
}

// maxCompared bounds how often a selector is held against a workload.
const maxCompared = 1_000_000

// selected returns the workloads that a selector selects, in the order of the files. It
// looks through those with the rarest of the labels.
func (r *reader) selected(by map[label][]*workload, namespace string, s selector) (out []*workload) {
	var few []*workload
	for i, q := range s {
		var have []*workload
		for _, value := range q.values {
			have = append(have, by[label{namespace, q.key, value}]...)
		}
		if i == 0 || len(have) < len(few) {
			few = have
		}
	}
	for _, w := range few {
		if r.steps++; r.steps == maxCompared {
			r.flawed = true
			r.draft.Wrong(format.Flaw{At: w.at, Code: "too-large", Message: "too many workloads have the labels that too many selectors ask for", Hint: "give fewer files at a time"})
		}
		if r.steps < maxCompared && s.selects(w.labels) {
			out = append(out, w)
		}
	}
	return out
}
