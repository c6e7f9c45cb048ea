package language

// Where the keys of incidents and of what stands in them are.
var (
	onIncidents = []Place{Incident}
	onEvents    = []Place{Event}
)

var incidentKeys = []Key{
	{Name: "start", On: onIncidents, Type: Moment, Redact: Drop, Label: Text{"", "시작"},
		Doc:     Text{"when it began: a day, or a time with its offset", "시작한 때: 날짜, 또는 시차를 적은 시각"},
		Example: `start = 2021-10-25T11:20:00+09:00`},
	{Name: "events", On: onIncidents, Type: List, Of: Event, Merge: Append, Label: Text{"", "사건"},
		Doc:     Text{"what happened, in any order", "일어난 일. 순서는 상관없다"},
		Example: `events = [{ at = "0m", fail = ["kt-backbone"], for = "85m" }]`},
	{Name: "observed", On: onIncidents, Type: List, Of: Observation, Merge: Append, Label: Text{"", "관측"},
		Doc:     Text{"what was seen, with which `replay` compares what the model says", "관측된 것. `replay`가 모델의 답과 견준다"},
		Example: `observed = [{ node = "tills", level = "partial" }]`},
}

var eventKeys = []Key{
	{Name: "at", On: onEvents, Type: Instant, Ranges: true, Required: true, Label: Text{"", "시점"},
		Doc:     Text{"when it happened: how long after the start, or the time of day with its date and offset", "일어난 때. 시작한 뒤 얼마 만인지, 또는 날짜와 시차를 적은 시각"},
		Example: `{ at = "5m", fail = ["kt-backbone"] }`},
	{Name: "fail", On: onEvents, Type: Strings, Names: ASelector, Redact: Rename, Label: Text{"", "장애"},
		Doc:     Text{"what goes down, for as long as `for` says, or until it is repaired", "중단되는 것. `for`만큼, 또는 수리할 때까지 이어진다"},
		Example: `{ at = "0m", fail = ["kt-backbone", "kind:power"], for = "85m" }`},
	{Name: "degrade", On: onEvents, Type: Strings, Names: ASelector, Redact: Rename, Label: Text{"", "저하"},
		Doc:     Text{"what is impaired: degraded at best, likewise", "손상되는 것. 같은 동안 기껏해야 저하 상태다"},
		Example: `{ at = "5m", degrade = ["web@line-a"] }`},
	{Name: "repair", On: onEvents, Type: Strings, Names: ASelector, Redact: Rename, Label: Text{"", "수리"},
		Doc:     Text{"what is mended: all its faults end, trips included", "수리되는 것. 차단까지 모든 장애가 끝난다"},
		Example: `{ at = "85m", repair = ["kt-backbone"] }`},
	{Name: "serve", On: onEvents, Type: Numbers, Range: probability, Ranges: true, Unit: ofThoseWhoCome, Names: ASelector, Redact: Rename, Label: Text{"", "제공 비율"}, Each: Text{"served by %s", "%s 제공 비율"},
		Doc:     Text{"what share of those who come nodes serve from then on, by id or selector: the others find it down; 1 serves all again", "그때부터 노드가 찾아오는 이용자 가운데 받는 비율. 식별자나 선택자로 적는다. 나머지는 중단으로 겪고, 1이면 다시 모두 받는다"},
		Example: `{ at = "1h", serve = { kt-mobile = 0.6 } }`},
	{Name: "demand", On: onEvents, Type: Numbers, Range: amount, Unit: inUnit, Names: ASelector, Redact: Rename, Label: Text{"", "수요"}, Each: Text{"demand of %s", "%s 수요"},
		Doc:     Text{"new demands of services, by id or selector; each is the demand of every one that is named", "서비스의 새 수요. 식별자나 선택자로 적으며, 가리키는 것마다 그 값을 받는다"},
		Example: `{ at = "0m", demand = { yeominjeon-charge = 500 } }`},
	{Name: "capacity", On: onEvents, Type: Numbers, Range: amount, Unit: inUnit, Names: ASelector, Redact: Rename, Label: Text{"", "용량"}, Each: Text{"capacity of %s", "%s 용량"},
		Doc:     Text{"new capacities of nodes, likewise", "노드의 새 용량. 같은 방식으로 적는다"},
		Example: `{ at = "2h", capacity = { yeominjeon-ips = 750 } }`},
	{Name: "for", On: onEvents, Type: Duration, Ranges: true, Range: positive, Label: Text{"", "지속 시간"},
		Doc:     Text{"how long the faults, shares served, demands or capacities last; without it until they are repaired or set anew", "장애·제공 비율·수요·용량이 이어지는 시간. 없으면 수리하거나 다시 정할 때까지다"},
		Example: `{ at = "0m", fail = ["kt-backbone"], for = "85m" }`},
	{Name: "reason", On: onEvents, Type: String, Redact: Drop, Label: Text{"", "까닭"},
		Doc:     Text{"why, for who reads the incident", "사고를 읽는 사람을 위한 까닭"},
		Example: `{ at = "0m", fail = ["kt-backbone"], reason = "a wrong route" }`},
}
