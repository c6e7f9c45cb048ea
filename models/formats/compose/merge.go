package compose

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
	"go.yaml.in/yaml/v4"

	"github.com/meoktong/meoktong/models/formats/yamltree"
)

// Tags that say how a later file changes an earlier one.
const (
	tagReset    = "!reset"
	tagOverride = "!override"
)

// layer is one document, of what matters, and free of aliases.
type layer struct{ services *yaml.Node }

func newLayer(tag string) layer { return layer{table(tag)} }

func table(tag string) *yaml.Node { return tagged(&yaml.Node{Kind: yaml.MappingNode}, tag) }

func tagged(n *yaml.Node, tag string) *yaml.Node {
	if tag == tagReset || tag == tagOverride {
		n.Tag = tag
	}
	return n
}

// plain makes every plain value a text: what else it may be matters for no key that is kept.
func plain(s string) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Style: yaml.DoubleQuotedStyle}
}

// add adds a service with the keys that are kept of it.
func (l layer) add(name, tag string, kept map[string]yamltree.Value) {
	s := table(tag)
	if tag != tagReset { // a service without any key would be none
		s.Content = append(s.Content, plain("image"), plain("none"))
	}
	for _, key := range slices.Sorted(maps.Keys(kept)) {
		if v := kept[key]; !v.Missing() || v.Tag() == tagReset {
			s.Content = append(s.Content, plain(key), copied(key, v))
		}
	}
	l.services.Content = append(l.services.Content, plain(name), s)
}

// copied copies a value as far as it matters: two levels deep.
func copied(key string, v yamltree.Value) *yaml.Node {
	switch {
	case v.Tag() == tagReset:
		return tagged(plain(""), tagReset)
	case key == "deploy":
		n := table(v.Tag())
		if replicas := v.Get("replicas"); !replicas.Missing() || replicas.Tag() == tagReset {
			n.Content = append(n.Content, plain("replicas"), copied("", replicas))
		}
		return n
	case v.IsList():
		n := tagged(&yaml.Node{Kind: yaml.SequenceNode}, v.Tag())
		for item := range v.Items() {
			n.Content = append(n.Content, plain(item.Text()))
		}
		return n
	case v.IsMap():
		n := table(v.Tag())
		for k, how := range v.Pairs() {
			n.Content = append(n.Content, plain(k.Text()), dependency(how))
		}
		return n
	}
	return tagged(plain(v.Text()), v.Tag())
}

// dependency copies how a service depends on another.
func dependency(how yamltree.Value) *yaml.Node {
	if how.Tag() == tagReset {
		return tagged(plain(""), tagReset)
	}
	n := table(how.Tag())
	for _, key := range []string{"condition", "required"} {
		if said := how.Get(key); said.Text() != "" {
			n.Content = append(n.Content, plain(key), plain(said.Text()))
		}
	}
	return n
}

// merge returns the services that some documents define together, in their order.
func merge(layers []layer) (services map[string]map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil { // the library promises nothing of what its schema forbids
			err = fmt.Errorf("they are no Compose files (%v)", r)
		}
	}()
	files := make([]types.ConfigFile, len(layers))
	for i, l := range layers {
		content, broken := yaml.Marshal(&yaml.Node{Kind: yaml.MappingNode, Content: []*yaml.Node{plain("services"), l.services}})
		if broken != nil {
			return nil, broken
		}
		files[i] = types.ConfigFile{Filename: fmt.Sprint("file ", i+1), Content: content}
	}
	m, err := loader.LoadModelWithContext(context.Background(), types.ConfigDetails{ConfigFiles: files}, func(o *loader.Options) {
		o.SkipValidation, o.SkipInterpolation, o.SkipNormalization, o.SkipConsistencyCheck = true, true, true, true
		o.SkipInclude, o.SkipResolveEnvironment, o.SkipResolveLabels, o.SkipDefaultValues = true, true, true, true
		o.ResolvePaths, o.MaxNodeVisits = false, yamltree.MaxSteps
		o.SetProjectName("model", true)
	})
	if err != nil {
		return nil, err
	}
	all, _ := m["services"].(map[string]any)
	services = make(map[string]map[string]any, len(all))
	for name, s := range all {
		if s, ok := s.(map[string]any); ok {
			services[name] = s
		}
	}
	return services, nil
}

// texts returns the texts of a text or a list, and the keys of a table, in no order.
func texts(v any) []string {
	switch v := v.(type) {
	case string:
		return []string{v}
	case []any:
		var out []string
		for _, item := range v {
			out = append(out, text(item))
		}
		return out
	case map[string]any:
		return slices.Collect(maps.Keys(v))
	}
	return nil
}

// text is a plain value as text, "" of none.
func text(v any) string {
	if v == nil {
		return ""
	}
	return strings.TrimSpace(fmt.Sprint(v))
}
