package gen

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/internal/oracle"
)

// Rename gives every node, population and sector another id, everywhere it is
// named, and says which became which. It knows the keys that Doc writes. An id
// used of a node and of a population alike stays one id.
func Rename(rng *rand.Rand, doc oracle.Doc) (oracle.Doc, map[string]string) {
	doc = oracle.Plain(doc)
	names := newNames(rng, doc)
	renamed := oracle.Doc{}
	for table, elements := range doc {
		if !hasIDs(table) {
			renamed[table] = elements
			continue
		}
		to := map[string]any{}
		for id, keys := range elements.(map[string]any) {
			to[names[id]] = renameKeys(keys.(map[string]any), names)
		}
		renamed[table] = to
	}
	return renamed, names
}

// hasIDs says whether Rename renames the elements of a table.
func hasIDs(table string) bool {
	return isKind(table) || table == "population" || table == "sector"
}

// newNames draws the new ids, in an order that has nothing to do with the old.
func newNames(rng *rand.Rand, doc oracle.Doc) map[string]string {
	var ids []string
	for table, elements := range doc {
		if hasIDs(table) {
			ids = append(ids, sortedKeys(elements.(map[string]any))...)
		}
	}
	slices.Sort(ids) // the tables came in any order
	ids = slices.Compact(ids)
	names := map[string]string{}
	for i, place := range rng.Perm(len(ids)) {
		names[ids[i]] = fmt.Sprintf("%c%d-x", 'a'+rng.IntN(26), place)
	}
	return names
}

// Renamed is an id or a part ("service@access") under its new name. What is
// not among the names stays as it is, and "@access" does.
func Renamed(names map[string]string, id string) string {
	words := strings.Split(id, "@")
	for i, word := range words {
		if to, ok := names[word]; ok && id != "@access" {
			words[i] = to
		}
	}
	return strings.Join(words, "@")
}

// renameKeys renames what the keys of one element refer to.
func renameKeys(keys map[string]any, names map[string]string) map[string]any {
	for _, key := range []string{"population", "sector", "of"} {
		if id, ok := keys[key].(string); ok {
			keys[key] = names[id]
		}
	}
	for _, key := range []string{"access", "spills_to"} {
		if shares, ok := keys[key].(map[string]any); ok {
			to := map[string]any{}
			for id, share := range shares {
				to[names[id]] = share
			}
			keys[key] = to
		}
	}
	if needs, ok := keys["needs"]; ok {
		keys["needs"] = renameMembers(needs, names)
	}
	return keys
}

func renameMembers(member any, names map[string]string) any {
	switch m := member.(type) {
	case string:
		return Renamed(names, m)
	case []any:
		for i := range m {
			m[i] = renameMembers(m[i], names)
		}
	case map[string]any:
		for _, form := range []string{"on", "any", "all", "of", "unless"} {
			if m[form] != nil {
				m[form] = renameMembers(m[form], names)
			}
		}
	}
	return member
}

// Shuffle changes the order wherever it has no meaning: of the entries of every
// needs, and of the members of every group without a failover. Where there is
// load, the order says who is in use, and only that in an all has no meaning.
func Shuffle(rng *rand.Rand, doc oracle.Doc) oracle.Doc {
	doc = oracle.Plain(doc)
	loaded := hasLoad(doc)
	for _, table := range sortedKeys(doc) {
		if !isKind(table) {
			continue
		}
		elements := doc[table].(map[string]any)
		for _, id := range sortedKeys(elements) {
			if needs, ok := elements[id].(map[string]any)["needs"].([]any); ok {
				shuffleList(rng, needs, true, loaded)
			}
		}
	}
	return doc
}

// shuffleList shuffles the groups in a list, and the list itself if it may.
func shuffleList(rng *rand.Rand, list []any, itself, loaded bool) {
	for _, member := range list {
		group, ok := member.(map[string]any)
		if !ok {
			continue
		}
		if within := group["unless"]; within != nil {
			shuffleList(rng, []any{within}, false, loaded)
		}
		for _, form := range []string{"any", "all", "of"} {
			if members, ok := group[form].([]any); ok {
				shuffleList(rng, members, group["failover"] == nil && (form == "all" || !loaded), loaded)
			}
		}
	}
	if itself {
		rng.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	}
}
