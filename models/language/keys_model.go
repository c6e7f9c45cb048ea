package language

// Languages are those that a model can give texts in.
func Languages() []string { return languages }

var languages = []string{"en", "ko"}

var modelKeys = []Key{
	{Name: "title", On: []Place{Model}, Type: Name, Redact: Drop, Label: Text{"", "제목"},
		Doc:     Text{"what the model is called at the head of answers", "답의 머리에 쓰는 모델의 이름"},
		Example: `title = { ko = "대한민국", en = "Korea" }`},
	{Name: "description", On: []Place{Model}, Type: Prose, Redact: Drop, Label: Text{"", "설명"},
		Doc:     Text{"what the model is of, for who reads it", "모델이 무엇을 다루는지에 대한 설명"},
		Example: `description = "Carriers, data centres and the services behind them."`},
	{Name: "lang", On: []Place{Model}, Type: Word, Words: languages, Names: ALanguage, Label: Text{"language", "언어"},
		Doc:     Text{"the language of names that are plain text; it does not choose that of answers", "문자열 하나로 적은 이름의 언어. 답의 언어를 정하지는 않는다"},
		Example: `lang = "ko"`},
	{Name: "currency", On: []Place{Model}, Type: String, Label: Text{"", "통화"},
		Doc:     Text{"the money in which costs and payments are given", "비용과 배상액의 통화"},
		Example: `currency = "KRW"`},
	{Name: "horizon", On: []Place{Model}, Type: Horizon, Exact: "a question looks at one moment", Default: "1h", Label: Text{"", "판단 시점"},
		Doc:     Text{"how long after the failures a question looks, where it does not say: a moment, not a duration of the failures", "물음에서 따로 정하지 않을 때, 장애 뒤 얼마가 지난 시점을 볼 것인가"},
		Example: `horizon = "2h"`},
	{Name: "outage", On: []Place{Model}, Type: Duration, Exact: "a promise is held against one duration", Range: positive, Default: "24h", Label: Text{"", "장애 지속 시간"},
		Doc:     Text{"how long a failure is taken to last where a promise is held against it and does not say", "약속을 따질 때 따로 정하지 않으면 장애가 얼마나 이어진다고 볼 것인가"},
		Example: `outage = "12h"`},
	{Name: "asof", On: []Place{Model}, Type: Date, Label: Text{"as of", "기준일"},
		Doc:     Text{"the date of every fact that has none of its own", "기준일이 따로 없는 사실들의 기준일"},
		Example: `asof = 2024-05-01`},
	{Name: "owner", On: []Place{Model}, Type: Name, Redact: Drop, Label: Text{"", "책임자"},
		Doc:     Text{"who answers for the model: it stands on the first page of a review", "모델을 책임지는 사람이나 부서. 검토 보고서의 첫 쪽에 적힌다"},
		Example: `owner = { ko = "업무연속성팀", en = "Continuity team" }`},
	{Name: "source", On: []Place{Model}, Type: String, Redact: Drop, Label: Text{"", "출처"},
		Doc:     Text{"where the model as a whole comes from", "모델 전체의 출처"},
		Example: `source = "the register of critical services"`},
}

var kindKeys = []Key{
	{Name: "shape", On: []Place{Kind}, Type: Word, Default: "box", Label: Text{"", "모양"},
		Words:   []string{"box", "cylinder", "diamond", "ellipse", "hexagon", "house", "octagon", "parallelogram", "rounded", "trapezium"},
		Doc:     Text{"the shape of its nodes in diagrams", "그림에서 이 종류의 노드가 갖는 모양"},
		Example: `shape = "house"`},
	{Name: "supply", On: []Place{Kind}, Type: Bool, Default: "false", Label: Text{"", "공급"},
		Doc:     Text{"`true`: what the requirements of its nodes bring flows, and does not arise in a loop; the one key that a kind which is built in may be re-opened for", "`true`: 이 종류의 노드가 필요로 하는 것은 흐르는 것이어서 고리 안에서 저절로 생기지 않는다. 기본 종류도 이 키만은 다시 정할 수 있다"},
		Example: `supply = true`},
}

var lineKeys = []Key{
	{Name: "id", On: []Place{Line}, Type: String, Names: AnElement, Required: true, Redact: Rename, Field: "ID",
		Doc:     Text{"the id of the element: small letters, digits and -", "요소의 식별자: 영문 소문자, 숫자, -"},
		Example: `{"id": "web", "kind": "service"}`},
	{Name: "kind", On: []Place{Line}, Type: String, Names: AKind, Required: true, Redact: Rename, Field: "Kind", Label: Text{"", "종류"},
		Doc:     Text{`a kind of node, or "population", "sector" or "kind"; kinds stand before all else`, `노드의 종류, 또는 "population", "sector", "kind". 종류(kind)는 맨 앞에 둔다`},
		Example: `{"id": "retail", "kind": "sector"}`},
}

var templateKeys = []Key{
	{Name: "each", On: []Place{Template}, Type: Values, Required: true, Label: Text{"", "값"},
		Doc:     Text{"the values of each name, which take its place wherever an id, a text or a key of the element has it in braces; `\"population:ID/SPLIT\"` takes those of a split", "이름마다 들어갈 값. 요소의 식별자, 문자열, 키에서 중괄호로 적은 이름이 그 값으로 바뀐다. `\"population:식별자/구분\"`이라고 적으면 구분의 값을 쓴다"},
		Example: `each.region = ["seoul", "busan"]`},
	{Name: "called", On: []Place{Template}, Type: Called, Redact: Drop, Label: Text{"", "값의 이름"},
		Doc:     Text{"what people call values: stands in names and descriptions in their place, in all templates with that name; said once a model", "사람이 값을 부르는 이름. 이름과 설명에는 값 대신 이것이 들어간다. 한 번 적으면 같은 이름을 쓰는 모든 틀에 적용된다"},
		Example: `called.region = { seoul = { ko = "서울", en = "Seoul" }, busan = "Busan" }`},
}

var overlayKeys = []Key{
	{Name: "name", On: []Place{Overlay}, Type: Name, Redact: Drop, Label: Text{"", "이름"},
		Doc:     Text{"what people call what it changes", "이 변경안을 사람이 부르는 이름"},
		Example: `name = "What was learnt from interviews"`},
	{Name: "order", On: []Place{Overlay}, Type: Whole, Unit: Text{"a place among the overlays that always apply", "항상 적용되는 변경안 사이의 차례"}, Default: "0", Label: Text{"", "차례"},
		Doc:     Text{"in which order what several append stands, the smallest first; of equal ones the file's path decides", "여럿이 덧붙인 것의 순서. 작은 것이 먼저이고, 같으면 파일 경로를 따른다"},
		Example: `order = 2`},
	{Name: "add", On: []Place{Overlaid}, Type: Changes, Label: Text{"", "덧붙임"},
		Doc:     Text{"lists to append to those of the model: `add.KEY = [...]`", "모델의 목록에 덧붙일 것: `add.키 = [...]`"},
		Example: `add.needs = ["second-line"]`},
	{Name: "refine", On: []Place{Overlaid}, Type: Changes, Label: Text{"", "다듬음"},
		Doc:     Text{"what a requirement on a single node says besides: `refine.needs.NODE.KEY = VALUE`; it is an error where there is no such requirement", "노드 하나에 대한 요구에 덧붙여 말할 것: `refine.needs.노드.키 = 값`. 그런 요구가 없으면 오류다"},
		Example: `refine.needs.db.loss = "degraded"`},
}
