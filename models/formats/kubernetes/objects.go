package kubernetes

import (
	"cmp"
	"fmt"

	"github.com/meoktong/meoktong/models/formats/draft"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// workload is something that runs pods.
type workload struct {
	key, kind, namespace, name string
	at                         format.Span
	labels                     map[string]string // of its pods
	spec                       yamltree.Value    // of the workload: replicas
	pod                        yamltree.Value    // the spec of its pods
	node                       *draft.Node
}

// service is a Service.
type service struct {
	key, namespace string
	at, selectorAt format.Span
	selector       selector
	external       string // the name that it is another one of
	workloads      []*workload
	node           *draft.Node
}

// templates are the kinds of workloads, and where each has the template of its pods.
var templates = map[string][]string{
	"Deployment": {"spec", "template"}, "StatefulSet": {"spec", "template"}, "DaemonSet": {"spec", "template"}, "ReplicaSet": {"spec", "template"},
	"ReplicationController": {"spec", "template"}, "Job": {"spec", "template"}, "CronJob": {"spec", "jobTemplate", "spec", "template"}, "Pod": nil,
	"Rollout": {"spec", "template"}, "DeploymentConfig": {"spec", "template"},
}

// maxLists bounds how deep Lists hold Lists.
const maxLists = 4

// file gathers the objects of one file, which may hold templates that are yet unrendered.
func (r *reader) file(f *yamltree.File, unrendered bool) {
	for _, doc := range f.Documents() {
		r.object(doc, maxLists)
	}
	for _, flaw := range f.Flaws() {
		if unrendered && flaw.Code == "yaml" {
			flaw.Hint = "templates are rendered first: helm template, kustomize build"
		}
		r.flawed = true
		r.draft.Wrong(flaw)
	}
}

// object gathers one object, or those of a list.
func (r *reader) object(v yamltree.Value, lists int) {
	if v.Missing() {
		return
	}
	kind := v.Get("kind").Text()
	if items := v.Get("items"); items.IsList() && lists > 0 {
		for item := range items.Items() {
			r.object(item, lists-1)
		}
		return
	}
	_, runs := templates[kind]
	switch api := v.Get("apiVersion").Text(); {
	case kind == "" || api == "":
		r.draft.Leave(format.OfOther, v.Span(), "documents that are no objects: they have no apiVersion and kind", "")
	case runs:
		r.workload(kind, v)
	case kind == "Service" && api == "v1":
		r.newService(v)
	case kind == "PodDisruptionBudget":
		r.budget(v)
	default:
		r.draft.Leave(format.OfOther, v.Get("kind").Span(), "objects that are no workloads and no Services", kind+" "+v.Get("metadata", "name").Text())
	}
}

// node adds the node of an object, with a name for people where that is not its key, and
// returns nil where it is left out. A workload's key ends in its kind: the Service before
// it mostly has the same name.
func (r *reader) node(v yamltree.Value, kind string) (n *draft.Node, namespace, name string) {
	meta := v.Get("metadata")
	namespace, name = cmp.Or(meta.Get("namespace").Text(), "default"), cmp.Or(meta.Get("name").Text(), meta.Get("generateName").Text())
	at := meta.Get("name").Span()
	if name == "" {
		r.draft.Leave(format.OfNode, v.Get("kind").Span(), "objects without a name", v.Get("kind").Text())
		return nil, "", ""
	}
	key, title := name, name
	if kind != "" {
		key, title = name+" "+kind, fmt.Sprintf("%s (%s)", name, kind)
	}
	if namespace != "default" {
		key = namespace + "/" + key
	}
	n, added := r.draft.Node(draft.Node{Key: key, Name: title, Sector: sector(namespace), At: at})
	if !added {
		r.draft.Leave(format.OfNode, at, "objects that are defined once more", key)
		return nil, "", ""
	}
	return n, namespace, name
}

func sector(namespace string) string {
	if namespace == "default" {
		return ""
	}
	return namespace
}

func (r *reader) workload(kind string, v yamltree.Value) {
	for owner := range v.Get("metadata", "ownerReferences").Items() {
		r.draft.Leave(format.OfNode, v.Get("metadata", "name").Span(), "workloads that another one makes", kind+" of "+owner.Get("name").Text())
		return
	}
	n, namespace, name := r.node(v, kind)
	if n == nil {
		return
	}
	template := v.Get(templates[kind]...)
	w := &workload{key: n.Key, kind: kind, namespace: namespace, name: name, at: n.At, labels: map[string]string{}, spec: v.Get("spec"), pod: template.Get("spec"), node: n}
	for k, label := range template.Get("metadata", "labels").Pairs() {
		w.labels[k.Text()] = label.Text()
	}
	r.workloads = append(r.workloads, w)
}

func (r *reader) newService(v yamltree.Value) {
	n, namespace, name := r.node(v, "")
	if n == nil {
		return
	}
	s := &service{key: n.Key, namespace: namespace, at: n.At, node: n}
	spec := v.Get("spec")
	s.selectorAt = spec.Get("selector").Span()
	for k, label := range spec.Get("selector").Pairs() {
		s.selector.add(k.Text(), label.Text())
	}
	if spec.Get("type").Text() == "ExternalName" {
		s.external, s.selector = spec.Get("externalName").Text(), selector{}
	}
	r.services[namespace+"/"+name] = s
	r.list = append(r.list, s)
}
