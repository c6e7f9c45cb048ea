package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/models/internal/source"
	"github.com/meoktong/meoktong/models/internal/words"
	"github.com/meoktong/meoktong/models/language"
)

// unknownKey reports a key that may not stand where it does: the one that it was
// probably meant to be, where it would belong, and which there are.
func (d *decoder) unknownKey(key string, where *bound, element any) {
	if d.log.Full() {
		d.log.Add(Problem{}, source.Place{}, true)
		return
	}
	known := where.names(element)
	near, elsewhere := didYouMean(key, known), language.PlacesOf(key)
	if len(elsewhere) == 0 {
		hint := cmp.Or(habitHint(key, known), inOption(where.place, key), hints(near, "known are "+words.All(known)))
		d.keyErrorf("unknown-key", hint, "unknown key %s", quote(key))
		return
	}
	d.keyErrorf("misplaced-key", hints(near, cmp.Or(habitHint(key, known), "it belongs on "+listPlaces(elsewhere))),
		"key %s does not belong on %s", quote(key), language.TableOf(where.place).Called.EN)
}

// names returns the names of the keys that an element may have, in alphabetical order:
// what is no service has fewer.
func (b *bound) names(element any) []string {
	n, isNode := element.(*Node)
	var out []string
	for _, s := range b.slots {
		if !s.Services || isNode && n.Kind == KindService {
			out = append(out, s.Name)
		}
	}
	slices.Sort(out)
	return out
}

// hints puts a hint behind a question, where there is one.
func hints(question, hint string) string {
	if question == "" {
		return hint
	}
	return question + " " + strings.ToUpper(hint[:1]) + hint[1:]
}

// listPlaces lists places for a message: "a node ([KIND.ID]) or an event (in
// events)". Of many it gives the first only.
func listPlaces(places []language.Place) string {
	const most = 3
	var words []string
	for _, p := range places {
		words = append(words, nameOfPlace(language.TableOf(p)))
	}
	if len(words) > most {
		return strings.Join(words[:most], ", ") + " and others"
	}
	last := len(words) - 1
	if last == 0 {
		return words[0]
	}
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func nameOfPlace(t *language.Table) string {
	switch {
	case t.Header != "":
		return fmt.Sprintf("%s (%s)", t.Called.EN, t.Header)
	case t.In != "":
		return fmt.Sprintf("%s (in %s)", t.Called.EN, t.In)
	}
	return t.Called.EN
}
