// Package kubernetes reads manifests as a cluster gets them: workloads, the Services that
// select them, and the Services that their environment and arguments name.
//
// It looks at some ten fields, and at no value of a ConfigMap or a Secret. What a value of
// the environment says is compared with the names of Services and goes nowhere else.
package kubernetes

import (
	"bytes"
	"regexp"
	"slices"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// Format returns the format.
func Format() format.Format {
	return format.Format{
		Name:     "kubernetes",
		Endings:  []string{".yaml", ".yml", ".json"},
		MaxBytes: 64 << 20,
		Words: format.Words{
			Noun:   "file of Kubernetes manifests",
			Rule:   "manifests are .yaml, .yml or .json files of objects with apiVersion and kind",
			Larger: "; give it as several files",
			What:   "workloads, Services and what calls them in rendered Kubernetes manifests (several documents and files)",
		},
		Sniff: sniff,
		Read:  read,
		Joins: true,
	}
}

var (
	version = regexp.MustCompile(`(?m)^[ \t{]*["']?apiVersion["']?[ \t]*:[ \t]*["']?([\w./-]+)`)
	kind    = regexp.MustCompile(`(?m)^[ \t{]*["']?kind["']?[ \t]*:`)
)

// sniff looks for an object that is none of Backstage's, which look alike.
func sniff(data []byte) bool {
	if bytes.HasPrefix(bytes.TrimSpace(data), []byte(`{`)) { // JSON may be a single line
		data = bytes.ReplaceAll(data, []byte(`,"`), []byte("\n\""))
	}
	if !kind.Match(data) {
		return false
	}
	return slices.ContainsFunc(version.FindAllSubmatch(data, -1), func(m [][]byte) bool { return !bytes.HasPrefix(m[1], []byte("backstage.io/")) })
}

func read(files []format.File, _ format.Options) *format.Document {
	r := reader{draft: draft.New(files), services: map[string]*service{}}
	for i, f := range files {
		r.file(yamltree.Read(f.Data, i), bytes.Contains(f.Data, []byte("{{")))
	}
	if !r.flawed {
		r.build()
	}
	return r.draft.Document()
}

// reader is one reading of some files.
type reader struct {
	draft     *draft.Draft
	workloads []*workload
	services  map[string]*service // by namespace/name
	list      []*service          // in the order of the files
	budgets   []budget
	flawed    bool
	steps     int // of comparing labels
}

// build makes the model of what the files say together.
func (r *reader) build() {
	by := index(r.workloads)
	for _, s := range r.list {
		s.workloads = r.selected(by, s.namespace, s.selector)
	}
	if r.flawed {
		return
	}
	for _, s := range r.list {
		r.service(s)
	}
	calls := 0
	for _, w := range r.workloads {
		calls += r.calls(w)
	}
	if calls == 0 && len(r.workloads) > 1 {
		r.draft.Leave(format.OfOther, r.workloads[0].at, "calls between workloads: these files name none, so they are in code or in configuration that is not read", "")
	}
	r.replicas(by)
}

// service adds what a Service needs: any of what it selects, or the Service that it is
// another name of. A Service is nothing without what is behind it: that needs no asking.
// Whether one of several is enough does.
func (r *reader) service(s *service) {
	confidence := "stated"
	if len(s.workloads) > 1 {
		confidence = ""
	}
	for _, w := range s.workloads {
		r.draft.Need(draft.Need{From: s.key, To: w.key, Group: "selected", Confidence: confidence, At: s.selectorAt})
	}
	if to := r.host(s.namespace, s.external); to != nil {
		r.draft.Need(draft.Need{From: s.key, To: to.key, Confidence: confidence, At: s.at})
		return
	}
	switch {
	case s.external != "":
		s.node.Description = "stands for " + s.external
	case len(s.workloads) == 0:
		r.draft.Leave(format.OfOther, s.at, "Services that select no workload of these files", s.key)
	}
}
