package language

import (
	"slices"
	"strings"
)

// Keys returns all rows of the table, in the order in which answers and the
// reference have them.
func Keys() []Key { return keys }

var keys = slices.Concat(head, modelKeys, kindKeys, nodeKeys, useKeys, timeKeys, loadKeys, chanceKeys, needsKeys, requirementKeys,
	populationKeys, sectorKeys, sourceKeys, incidentKeys, eventKeys, observationKeys, termsKeys, policyKeys, optionKeys, overlayKeys, templateKeys, lineKeys, grounds, dates)

var byPlace = func() map[Place][]*Key {
	out := map[Place][]*Key{}
	for i := range keys {
		for _, p := range keys[i].On {
			out[p] = append(out[p], &keys[i])
		}
	}
	return out
}()

// KeysOn returns the keys of a place, in the order of the table.
func KeysOn(p Place) []*Key { return byPlace[p] }

// KeyOn returns the key of that name at a place, or nil. It costs a pass over the
// keys of the place.
func KeyOn(p Place, name string) *Key {
	for _, k := range byPlace[p] {
		if k.Name == name {
			return k
		}
	}
	return nil
}

// PlacesOf returns where a key of that name may stand, in the order of Tables.
func PlacesOf(name string) []Place {
	var out []Place
	for _, t := range tables {
		if KeyOn(t.Place, name) != nil {
			out = append(out, t.Place)
		}
	}
	return out
}

// EntryIn returns how people call an entry of a table of numbers in a language, by its
// English name: "share of line-a". What is no such name stays as it is. It costs a pass
// over the table of keys.
func EntryIn(lang, name string) string {
	for i := range keys {
		before, _, _ := strings.Cut(keys[i].Each.EN, "%s")
		if of, ok := strings.CutPrefix(name, before); ok && before != "" {
			return strings.Replace(keys[i].Each.In(lang), "%s", of, 1)
		}
	}
	return name
}

// The elements that have a name of their own, and those that give their grounds.
var (
	named    = []Place{Kind, Node, Population, Incident, Terms, Policy, Option}
	titled   = append([]Place{Source}, named...)
	dated    = []Place{Node, Population, Sector, Kind, Terms, Policy, Option}
	grounded = []Place{Node, Population, Sector, Incident, Observation, Terms, Policy, Option}
)

// Ranges that several keys have.
var (
	share       = Range{Min: 0, Above: true, Max: 1}
	probability = Range{Min: 0, Max: 1}
	amount      = Range{Min: 0}
	positive    = Range{Min: 0, Above: true}
)

// Units that several keys have.
var (
	inUnit         = Text{"the node's unit", "노드의 단위(unit)"}
	ofUsers        = Text{"users", "이용자 수"}
	ofItsUsers     = Text{"a share of the population", "이용자 집단에서 차지하는 비율"}
	ofThoseWhoCome = Text{"a share of those who come to it", "찾아오는 이용자에서 차지하는 비율"}
	ofUsersHit     = Text{"a share of its users", "그 이용자에서 차지하는 비율"}
)

// head are the keys by which people know an element.
var head = []Key{
	{Name: "name", On: titled, Type: Name, Redact: Drop, Aside: true, Label: Text{"", "이름"},
		Doc:     Text{"what people call it; without one it goes by its id", "사람이 부르는 이름. 없으면 식별자로 부른다"},
		Example: `name = { ko = "KT 백본망", en = "KT backbone" }`},
	{Name: "name", On: []Place{Sector}, Type: Name, Aside: true, Label: Text{"", "이름"},
		Doc:     Text{"what people call it; a model under pseudonyms keeps it", "사람이 부르는 이름. 가명 처리한 모델에도 남는다"},
		Example: `name = { ko = "금융", en = "Finance" }`},
	{Name: "description", On: append([]Place{Sector}, named...), Type: Prose, Redact: Drop, Aside: true, Label: Text{"", "설명"},
		Doc:     Text{"remarks for who reads the model or an answer", "모델이나 답을 읽는 사람을 위한 설명"},
		Example: `description = "Two routers, in Hyehwa and Guro."`},
	{Name: "formerly", On: []Place{Node, Population}, Type: Strings, Merge: Append, Redact: Drop, Aside: true, Label: Text{"", "옛 식별자"},
		Doc:     Text{"ids of what has gone, in whose place it is: whoever names one is told so", "없어진 식별자 가운데 이것으로 바뀐 것. 그 이름을 쓰면 무엇으로 바뀌었는지 알려 준다"},
		Example: `formerly = ["kt-voice"]`},
}

// grounds are the keys that say what a fact rests on.
var grounds = []Key{
	{Name: "source", On: grounded, Type: String, Names: ASource, Redact: Rename, Aside: true, Field: "Provenance.Source", Label: Text{"", "출처"},
		Doc:     Text{"who says so: the id of a declared source, or a document, a page, an article in its own words; with an assumption, on what grounds", "선언한 출처의 식별자, 또는 근거가 된 문서·기사를 그대로 적은 것. 가정이라면 그렇게 본 까닭"},
		Example: `source = "newstomato 1082111"`},
	{Name: "asof", On: grounded, Type: Date, Aside: true, Field: "Provenance.Asof", Label: Text{"as of", "기준일"},
		Doc:     Text{"the date that the fact is of, a partial one being its last day; without one, that of its declared source, else the model's own `asof`", "사실의 기준일. 일부만 적으면 그 마지막 날이다. 없으면 선언한 출처의 날짜, 그것도 없으면 모델의 `asof`를 따른다"},
		Example: `asof = "2023-09"`},
	{Name: "confidence", On: grounded, Type: Word, Words: confidences, Aside: true, Field: "Provenance.Confidence", Label: Text{"", "신뢰"},
		Doc:     Text{"how sure it is: stated by who runs it, reported by others, or assumed", "얼마나 확실한가: 운영자가 밝힘(stated), 보도됨(reported), 가정(assumed)"},
		Example: `confidence = "reported"`},
	{Name: "source", On: []Place{Requirement}, Type: String, Names: ASource, Redact: Rename, Field: "Mods.Provenance.Source", Label: Text{"", "출처"},
		Doc:     Text{"who says that the node needs this; without one, the node's own source", "이 요구의 근거. 없으면 노드의 출처를 따른다"},
		Example: `{ on = "mains", source = "newstomato 1082111" }`},
	{Name: "asof", On: []Place{Requirement}, Type: Date, Field: "Mods.Provenance.Asof", Label: Text{"as of", "기준일"},
		Doc:     Text{"the date that this requirement is of", "이 요구의 기준일"},
		Example: `{ on = "mains", asof = "2023-09" }`},
	{Name: "confidence", On: []Place{Requirement}, Type: Word, Words: confidences, Field: "Mods.Provenance.Confidence", Label: Text{"", "신뢰"},
		Doc:     Text{"how sure this requirement is", "이 요구가 얼마나 확실한가"},
		Example: `{ on = "mains", confidence = "assumed" }`},
}

// dates is the key that changes others with time.
var dates = []Key{
	{Name: "at", On: dated, Type: Dates, Field: "History.Dated", Label: Text{"by date", "날짜별"},
		Doc:     Text{"keys that it replaces from a day on, by that day; `source`, `asof` and `confidence` beside one are its own", "그 날부터 바뀌는 키를 날짜별로 적은 것. 옆에 적은 `source`, `asof`, `confidence`는 그 키의 것이다"},
		Example: `at."2025-12-31".description = "Now with a second line."`},
}

var confidences = []string{"stated", "reported", "assumed"}
