package tables

import (
	"strings"
	"sync"
	"unicode"

	"github.com/meoktong/meoktong/models/language"
)

// role is what a table lists.
type role int

const (
	nodes role = iota
	requirements
	populations
	options
	sources
)

// titles are what sheets and files are called by what they list, without what plain drops.
var titles = map[role][]string{
	nodes:        {"nodes", "node", "services", "assets", "inventory", "노드", "노드목록", "자산", "서비스", "시스템"},
	requirements: {"requirements", "requirement", "needs", "edges", "dependencies", "요구", "요구사항", "의존", "의존관계", "필요", "연결"},
	populations:  {"populations", "population", "이용자집단", "이용자", "집단"},
	options:      {"options", "option", "measures", "대책", "방안"},
	sources:      {"sources", "source", "references", "출처", "근거"},
}

// roleOf returns what a title says.
func roleOf(title string) (role, bool) {
	for _, of := range []role{nodes, requirements, populations, options, sources} {
		for _, t := range titles[of] {
			if plainWord(title) == t {
				return of, true
			}
		}
	}
	return nodes, false
}

// words are the headers of one kind of list: by what plainWord makes of them, the key.
type words struct {
	keys   map[string]string
	places map[string]*language.Key // of the keys of the model language among them
}

// key returns the key that a header means, or "".
func (w *words) key(header string) string {
	if key := w.keys[plainWord(header)]; key != "" {
		return key
	}
	if open := strings.IndexAny(header, "(["); open > 0 { // "users (people)"
		return w.keys[plainWord(header[:open])]
	}
	return ""
}

// plainWord is a header in small letters, without what people put between them.
func plainWord(header string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, header)
}

// aliases are headers beside the names of keys in the language, by list and key, in the
// order of preference. Those of "from" say who needs, those of "to" what is needed: a pair
// that says neither ("source" and "target") is not among them.
var aliases = map[role]map[string]string{
	nodes: {
		"id": "id identifier key code 식별자 아이디 코드 관리번호", "name": "name title label hostname nodename servicename systemname displayname service system application component 이름 명칭 노드 노드명 시스템 시스템명 서비스 서비스명 장비 장비명 자산명",
		"kind": "kind type class category 종류 유형 구분", "operator": "operator owner team runby 운영자 운영사 운영기관 운영주체 담당 담당기관", "vendor": "vendor manufacturer supplier 공급사 제조사 공급업체",
		"site": "site location building datacenter datacentre 위치 장소 국사 센터 사이트", "sector": "sector industry 분야 부문 업종", "users": "users usercount numberofusers 이용자 이용자수 사용자 사용자수 가입자수",
		"tags": "tags labels 꼬리표 태그", "needs": "needs dependson dependencies requires 필요 의존 의존대상 필요한것", "description": "description notes remarks 설명 비고",
		"name.en": "nameen englishname 영문명 영문이름 이름영어", "name.ko": "nameko koreanname 국문명 한글명 이름한국어",
	},
	requirements: {
		"from": "from dependent consumer caller needing needer 부터 에서 출발 출발노드 시작 의존하는쪽 의존주체 요구하는쪽 필요로하는쪽 요구노드 주체",
		"to":   "to needs dependson dependency requires provider callee needed 까지 으로 도착 도착노드 끝 대상 대상노드 의존 의존대상 필요 필요한것 필요대상 필요노드 요구대상 요구되는쪽",
		"type": "type kind relation relationship 유형 종류 관계", "group": "group alternatives alternative 그룹 묶음 대안 대안그룹", "k": "k atleast minimum required 최소 최소수 필요수 최소개수",
		"loss": "loss 잃을때 손실 상실시", "failover": "failover switchover 전환시간 절체 절체시간", "holdup": "holdup battery 버티는시간 배터리 유지시간", "option": "option 대책 방안",
	},
	populations: {
		"id": "id 식별자", "name": "name 이름 명칭", "access": "access accessnode 접속망", "share": "share 비율 점유율",
		"split": "split splitby 나눔", "value": "value 값", "line": "line 회선", "ends": "ends endson 닿는곳", "name.en": "nameen", "name.ko": "nameko",
	},
	options: {"id": "id 식별자", "name": "name 이름 명칭", "name.en": "nameen", "name.ko": "nameko", "cost": "cost price 비용 가격"},
	sources: {"id": "id 식별자", "name": "name title 이름 제목", "url": "url link address 주소 링크", "name.en": "nameen", "name.ko": "nameko"},
}

// weak are headers of who needs in a list that says more of requirements than their two
// ends; elsewhere they are names of nodes.
const weak = "service system application component node name 서비스 시스템 노드 이름"

var places = map[role]language.Place{nodes: language.Node, requirements: language.Requirement, populations: language.Population,
	options: language.Option, sources: language.Source}

// wordsOf returns the headers of a kind of list.
func wordsOf(of role) *words { return allWords()[of] }

var allWords = sync.OnceValue(func() map[role]*words {
	out := map[role]*words{}
	for of, place := range places {
		w := &words{map[string]string{}, map[string]*language.Key{}}
		for key, list := range aliases[of] {
			for _, word := range strings.Fields(list) {
				w.keys[word] = key
			}
		}
		for _, k := range language.KeysOn(place) {
			if !inCell(k) {
				continue
			}
			w.places[k.Name] = k
			for _, header := range []string{k.Name, k.CalledIn("en"), k.CalledIn("ko")} {
				if header = plainWord(header); w.keys[header] == "" {
					w.keys[header] = k.Name
				}
			}
		}
		out[of] = w
	}
	return out
})

// inCell says whether a key's value can stand in a cell, and is no column of its own.
func inCell(k *language.Key) bool {
	switch k.Type {
	case language.String, language.Name, language.Prose, language.Word, language.Bool, language.Number, language.Whole, language.Duration, language.Date, language.Strings:
		return k.Name != "on" && k.Name != "at_least" && k.Name != "k"
	}
	return false
}

// Has says whether a row could be the header of a list: it has the columns that no list
// does without.
func Has(header []string) bool {
	row := Row{}
	for _, text := range header {
		row.Cells = append(row.Cells, Cell{Text: strings.TrimSpace(text)})
	}
	_, ok := (&Reader{}).recognise("", row)
	return ok
}
