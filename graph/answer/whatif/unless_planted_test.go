package whatif_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/graph/internal/gen"
	"github.com/meoktong/meoktong/graph/internal/oracle"
	"github.com/meoktong/meoktong/graph/rounds"
	"github.com/meoktong/meoktong/models"
)

// inhibitorMistakes are such about unless, each made on the way from the file to the
// engine: what stands in place of a requirement in the model that a mistaken program
// would have read. Nil stands for nothing. The comparison with the oracle has to see
// every one.
var inhibitorMistakes = []struct {
	name string
	read func(r inhibiting) any
}{
	{"it is read as what is needed", func(r inhibiting) any { return with(r.keys, "on", nil, r.member) }},
	{"it is not read", func(inhibiting) any { return nil }},
	{"it never holds", func(r inhibiting) any { return with(r.keys, "unless", nil, soften(r.member)) }},
	{"it always holds", func(r inhibiting) any {
		return map[string]any{"any": []any{r.member, map[string]any{"unless": r.member}}, "accepts": "degraded"}
	}},
	{"its loss is not read", func(r inhibiting) any { return with(r.keys, "unless", []string{"loss"}, r.member) }},
	{"its loss is that of its member", func(r inhibiting) any {
		if r.keys["loss"] == nil {
			return r.keys
		}
		return with(r.keys, "unless", []string{"loss"}, soften(r.member))
	}},
	{"the loss of its member is its own", func(r inhibiting) any {
		if r.group["loss"] == nil {
			return r.keys
		}
		out := with(r.keys, "unless", nil, without(r.group, "loss"))
		out["loss"] = "degraded"
		return out
	}},
	{"loss within is not read", func(r inhibiting) any { return with(r.keys, "unless", nil, everywhere(r.member, "loss")) }},
	{"a hold-up within is not read", func(r inhibiting) any { return with(r.keys, "unless", nil, everywhere(r.member, "holdup")) }},
	{"its hold-up is not read", func(r inhibiting) any { return with(r.keys, "unless", []string{"holdup"}, r.member) }},
	{"any within is read as all", func(r inhibiting) any { return r.regrouped("any", "all") }},
	{"all within is read as any", func(r inhibiting) any { return r.regrouped("all", "any") }},
	{"so many within is read as any", func(r inhibiting) any { return r.regrouped("of", "any") }},
	{"so many within is read as all", func(r inhibiting) any { return r.regrouped("of", "all") }},
	{"of a group within the first counts", func(r inhibiting) any { return r.only(0) }},
	{"of a group within the last counts", func(r inhibiting) any { return r.only(-1) }},
	{"an unless of any is any unless", func(r inhibiting) any { return r.distributed("any", "any") }},
	{"an unless of all is each unless", func(r inhibiting) any { return r.distributed("all", "all") }},
	{"an unless of an unless is one", func(r inhibiting) any {
		if r.group["unless"] == nil {
			return r.keys
		}
		return with(r.keys, "unless", nil, r.group["unless"])
	}},
	{"an unless of an unless is the member", func(r inhibiting) any {
		if r.group["unless"] == nil {
			return r.keys
		}
		return with(r.keys, "on", nil, r.group["unless"]) // which a degraded one degrades
	}},
	{"it is read in groups alone", func(r inhibiting) any { return r.where(r.top, nil) }},
	{"it is not read in groups", func(r inhibiting) any { return r.where(!r.top, nil) }},
	{"groups within are not read", func(r inhibiting) any { return r.where(r.group != nil, nil) }},
	{"names within are not read", func(r inhibiting) any { return r.where(r.group == nil, nil) }},
	{"a part is read as its service", func(r inhibiting) any {
		name, _ := r.member.(string)
		service, _, part := strings.Cut(name, "@")
		return r.where(part && service != "", with(r.keys, "unless", nil, service))
	}},
	{"a line is not read", func(r inhibiting) any { return r.where(r.member == "@access", nil) }},
	{"services with parts do not read it", func(r inhibiting) any { return r.where(r.parts, nil) }},
	{"services with parts alone read it", func(r inhibiting) any { return r.where(!r.parts, nil) }},
}

// inhibiting is an unless as it is read: its keys, its member, and that as a group.
type inhibiting struct {
	keys       map[string]any
	member     any
	group      map[string]any
	top, parts bool // whether it stands in no group; whether who speaks has parts
}

// where gives what stands in place of it where something is so.
func (r inhibiting) where(is bool, other any) any {
	if is {
		return other
	}
	return r.keys
}

// with is a requirement of another form and member, without some keys.
func with(keys map[string]any, form string, drop []string, member any) map[string]any {
	out := oracle.Plain(keys)
	delete(out, "unless")
	for _, key := range drop {
		delete(out, key)
	}
	if _, group := member.(map[string]any); group && form == "on" {
		form, member = "all", []any{member}
	}
	out[form] = member
	return out
}

func without(keys map[string]any, key string) map[string]any {
	out := oracle.Plain(keys)
	delete(out, key)
	return out
}

// soften is a member that is never down.
func soften(member any) any {
	if group, ok := member.(map[string]any); ok {
		out := oracle.Plain(group)
		out["loss"] = "degraded"
		return out
	}
	return map[string]any{"on": member, "loss": "degraded"}
}

// everywhere takes a key away, at any nesting.
func everywhere(member any, key string) any {
	switch v := member.(type) {
	case []any:
		var out []any
		for _, m := range v {
			out = append(out, everywhere(m, key))
		}
		return out
	case map[string]any:
		out := map[string]any{}
		for k, m := range v {
			if k != key {
				out[k] = everywhere(m, key)
			}
		}
		return out
	}
	return member
}

// regrouped reads one form of the group within as another.
func (r inhibiting) regrouped(form, as string) any {
	members, ok := r.group[form].([]any)
	if !ok {
		return r.keys
	}
	group := without(without(r.group, form), "at_least")
	delete(group, "failover")
	group[as] = members
	return with(r.keys, "unless", nil, group)
}

// only reads one member of the group within.
func (r inhibiting) only(i int) any {
	for _, form := range []string{"any", "all", "of"} {
		if members, ok := r.group[form].([]any); ok {
			return with(r.keys, "unless", nil, members[(i+len(members))%len(members)])
		}
	}
	return r.keys
}

// distributed reads an unless of a group as a group of them.
func (r inhibiting) distributed(form, as string) any {
	members, ok := r.group[form].([]any)
	if !ok || len(r.group) > 1 {
		return r.keys
	}
	var each []any
	for _, member := range members {
		each = append(each, map[string]any{"unless": member})
	}
	return with(r.keys, as, nil, each)
}

// mistaken is a document in which every unless is read so.
func mistaken(doc oracle.Doc, read func(inhibiting) any) oracle.Doc {
	doc = oracle.Plain(doc)
	var list func(members []any, top, parts bool) []any
	list = func(members []any, top, parts bool) []any {
		var out []any
		for _, member := range members {
			keys, ok := member.(map[string]any)
			switch {
			case ok && keys["unless"] != nil:
				group, _ := keys["unless"].(map[string]any)
				if member = read(inhibiting{keys, keys["unless"], group, top, parts}); member == nil {
					continue
				}
			case ok:
				for _, form := range []string{"any", "all", "of"} {
					if within, is := keys[form].([]any); is {
						keys[form] = list(within, false, parts)
					}
				}
			}
			out = append(out, member)
		}
		return out
	}
	onNodes(func(_, keys map[string]any) {
		if needs, ok := keys["needs"].([]any); ok {
			keys["needs"] = list(needs, true, keys["population"] != nil)
			if len(keys["needs"].([]any)) == 0 {
				delete(keys, "needs")
			}
		}
	})(doc)
	return doc
}

// TestMistakesOfUnlessAreSeen draws models until the oracle contradicts each.
func TestMistakesOfUnlessAreSeen(t *testing.T) {
	if testing.Short() {
		t.Skip("it draws hundreds of models")
	}
	t.Parallel()
	most := rounds.Size(t, 150, 3000) // models
	seen := inhibitorMistakes
	if !rounds.Asked(t) {
		seen = seen[:4]
	}
	type trial struct {
		doc  oracle.Doc
		q    oracle.Question
		want map[string]string
	}
	var trials []trial
	for _, mistake := range seen {
		t.Run(mistake.name, func(t *testing.T) {
			delayed := strings.Contains(mistake.name, "hold-up")
			for i := range most {
				if i%4 > 1 && delayed {
					continue // nothing is held up in that
				}
				for i >= len(trials) {
					doc, q := drawInhibited(uint64(len(trials)))
					trials = append(trials, trial{doc, q, oracle.WhatIf(doc, q).Levels})
				}
				c, err := compiledOf(mistaken(trials[i].doc, mistake.read))
				if err != nil {
					continue // such a model nobody could have read
				}
				for id, level := range levels(t, c, trials[i].q) {
					if level != trials[i].want[id] {
						t.Logf("seen in model %d", i)
						return
					}
				}
			}
			t.Errorf("not seen in %d models", most)
		})
	}
	if !slices.ContainsFunc(trials, func(x trial) bool { return levelsAgree(t, x.doc, x.q, x.want) }) {
		t.Error("nothing is right without a mistake")
	}
}

func levelsAgree(t *testing.T, doc oracle.Doc, q oracle.Question, want map[string]string) bool {
	t.Helper()
	for id, level := range levels(t, load(t, mistaken(doc, func(r inhibiting) any { return r.keys })), q) {
		if level != want[id] {
			return false
		}
	}
	return true
}

func compiledOf(doc oracle.Doc) (*compile.Compiled, error) {
	m, err := models.LoadFS(fstest.MapFS{"made.toml": {Data: gen.TOML(doc)}}, "made.toml")
	if err != nil {
		return nil, err
	}
	return compile.Compile(m)
}
