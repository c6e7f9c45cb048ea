package language

// Place is where keys stand: a table of a model file, or what stands in its lists.
type Place string

// The places.
const (
	Model       Place = "model"
	Node        Place = "node" // of any kind
	Requirement Place = "requirement"
	Kind        Place = "kind"
	Population  Place = "population"
	Sector      Place = "sector"
	Source      Place = "source"
	Incident    Place = "incident"
	Event       Place = "event"
	Observation Place = "observation"
	Terms       Place = "terms"
	Band        Place = "band"
	Policy      Place = "policy"
	Option      Place = "option"
	Overlay     Place = "overlay"  // of a file of the model's folder
	Overlaid    Place = "overlaid" // an element of an overlay, beside its own keys
	Template    Place = "template" // an element that stands for several, beside its own keys
	Line        Place = "line"     // a line of JSON Lines, beside the keys of its element
)

// Table is what a place is called, and how it is written.
type Table struct {
	Place  Place
	Header string // of an element: "[service.ID]"; of others ""
	In     string // of what stands in a list: the key that holds it
	Called Text   // "a node"
	Doc    Text   // what it is, in a line
}

// Tables returns all places, in the order in which the reference has them.
func Tables() []Table { return tables }

var tables = []Table{
	{Place: Model, Header: "[model]", Called: Text{"the model", "모델"},
		Doc: Text{"what holds of the model as a whole; a model has one at most", "모델 전체에 적용되는 것. 하나만 쓸 수 있다"}},
	{Place: Node, Header: "[KIND.ID]", Called: Text{"a node", "노드"},
		Doc: Text{"an asset, a role or a service: never a company", "시설·역할·서비스. 회사 자체는 노드가 아니다"}},
	{Place: Requirement, In: "needs", Called: Text{"a requirement", "요구"},
		Doc: Text{"one entry of a node's `needs`, or of a group within them", "노드의 `needs`에 들어가는 항목 하나, 또는 그 안의 묶음"}},
	{Place: Kind, Header: "[kind.ID]", Called: Text{"a kind", "종류"},
		Doc: Text{"a kind of node beside those that are built in; its nodes are then written `[ID.NODE]`", "기본 종류 밖의 노드 종류. 그 노드는 `[ID.노드]`로 쓴다"}},
	{Place: Population, Header: "[population.ID]", Called: Text{"a population", "이용자 집단"},
		Doc: Text{"people, shops or lines that use services, each over one access node", "서비스를 이용하는 사람·점포·회선의 집단. 저마다 접속망 하나를 거친다"}},
	{Place: Sector, Header: "[sector.ID]", Called: Text{"a sector", "분야"},
		Doc: Text{"a field of business or government whose services count together", "서비스를 함께 집계하는 산업·행정 분야"}},
	{Place: Source, Header: "[source.ID]", Called: Text{"a source", "출처"},
		Doc: Text{"what facts rest on, named once: a fact cites it by its id, and takes its date unless it has one of its own", "사실의 근거를 한 번만 적어 둔 것. 사실은 식별자로 인용하고, 기준일이 따로 없으면 그 날짜를 따른다"}},
	{Place: Incident, Header: "[incident.ID]", Called: Text{"an incident", "사고"},
		Doc: Text{"a recorded outage: what happened, and what was seen of it", "기록된 장애: 일어난 일과 관측된 것"}},
	{Place: Event, In: "events", Called: Text{"an event", "사건"},
		Doc: Text{"one thing that happened in an incident", "사고 중에 일어난 일 하나"}},
	{Place: Observation, In: "observed", Called: Text{"an observation", "관측"},
		Doc: Text{"what was seen of one node in an incident", "사고 중에 노드 하나에서 관측된 것"}},
	{Place: Terms, Header: "[terms.ID]", Called: Text{"terms", "약관"},
		Doc: Text{"terms of a contract: how long an outage may last, and what is owed past that", "계약 조건: 허용되는 중단 시간과, 이를 넘겼을 때의 배상"}},
	{Place: Band, In: "bands", Called: Text{"a band", "배상 구간"},
		Doc: Text{"what terms owe for an outage of at least some length", "중단이 일정 시간 이상일 때 약관에 따라 배상할 금액"}},
	{Place: Policy, Header: "[policy.ID]", Called: Text{"a policy", "정책"},
		Doc: Text{"what must hold under every failure that it names", "정해 둔 모든 장애에서 지켜져야 하는 것"}},
	{Place: Option, Header: "[option.ID]", Called: Text{"an option", "대책"},
		Doc: Text{"changes of the model that have a price: an overlay that `mitigate` may choose", "비용이 드는 모델 변경. `mitigate`가 고를 수 있는 변경안이다"}},
	{Place: Overlay, Header: "[overlay]", Called: Text{"an overlay that always applies", "항상 적용되는 변경안"},
		Doc: Text{"a file of the model's folder with this table changes what the others say, whenever the model is read; of a file given with `--with` it is the name alone", "이 표가 있는 모델 폴더의 파일은 모델을 읽을 때마다 다른 파일의 내용을 바꾼다. `--with`로 준 파일에서는 이름일 뿐이다"}},
	{Place: Overlaid, Called: Text{"an element in an overlay", "변경안의 요소"},
		Doc: Text{"an element that an overlay opens again: its keys replace those of the model", "변경안이 다시 여는 요소. 그 키는 모델의 키를 바꾼다"}},
	{Place: Template, Called: Text{"a template", "틀"},
		Doc: Text{"an element whose quoted id has names in braces: it stands for one element for each value of a name, of several names for each combination", "따옴표로 묶은 식별자에 중괄호로 이름을 적은 요소. 이름의 값마다, 이름이 여럿이면 그 조합마다 요소 하나를 나타낸다"}},
	{Place: Line, Called: Text{"a line of JSON Lines", "JSON Lines의 한 줄"},
		Doc: Text{"a node, a population, a sector or a kind of a model in JSON Lines, beside its own keys", "JSON Lines 모델의 노드·이용자 집단·분야·종류 하나. 그 요소의 키와 함께 쓴다"}},
}

// TableOf returns what a place is called.
func TableOf(p Place) *Table {
	for i := range tables {
		if tables[i].Place == p {
			return &tables[i]
		}
	}
	return nil
}

// Single says whether a table is an element by itself, without an id: "model", "overlay".
func Single(table string) bool {
	t := TableOf(Place(table))
	return t != nil && t.Header == "["+table+"]"
}

// Elements returns the names of the tables that are no kinds of node, in the order
// of the reference: "model", "kind", "population", ...
func Elements() []string {
	var out []string
	for _, t := range tables {
		if t.Header != "" && t.Place != Node {
			out = append(out, string(t.Place))
		}
	}
	return out
}
