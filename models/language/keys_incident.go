package language

// Where the keys of incidents and of what stands in them are.
var (
	onIncidents    = []Place{Incident}
	onEvents       = []Place{Event}
	onObservations = []Place{Observation}
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
	{Name: "at", On: onEvents, Type: Duration, Required: true, Label: Text{"", "시점"},
		Doc:     Text{"how long after the start it happened", "시작한 뒤 얼마 만에 일어났는지"},
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
	{Name: "demand", On: onEvents, Type: Numbers, Range: amount, Unit: inUnit, Names: ANode, Redact: Rename, Label: Text{"", "수요"}, Each: Text{"demand of %s", "%s 수요"},
		Doc:     Text{"new demands of services", "서비스의 새 수요"},
		Example: `{ at = "0m", demand = { yeominjeon-charge = 500 } }`},
	{Name: "capacity", On: onEvents, Type: Numbers, Range: amount, Unit: inUnit, Names: ANode, Redact: Rename, Label: Text{"", "용량"}, Each: Text{"capacity of %s", "%s 용량"},
		Doc:     Text{"new capacities of nodes", "노드의 새 용량"},
		Example: `{ at = "2h", capacity = { yeominjeon-ips = 750 } }`},
	{Name: "for", On: onEvents, Type: Duration, Range: positive, Label: Text{"", "지속 시간"},
		Doc:     Text{"how long the faults, demands or capacities last; without it until they are repaired or set anew", "장애·수요·용량이 이어지는 시간. 없으면 수리하거나 다시 정할 때까지다"},
		Example: `{ at = "0m", fail = ["kt-backbone"], for = "85m" }`},
	{Name: "reason", On: onEvents, Type: String, Redact: Drop, Label: Text{"", "까닭"},
		Doc:     Text{"why, for who reads the incident", "사고를 읽는 사람을 위한 까닭"},
		Example: `{ at = "0m", fail = ["kt-backbone"], reason = "a wrong route" }`},
}

var observationKeys = []Key{
	{Name: "node", On: onObservations, Type: String, Names: APart, Required: true, Redact: Rename, Label: Text{"", "노드"},
		Doc:     Text{"of which node or part it was seen", "어느 노드나 부분에서 관측되었는지"},
		Example: `{ node = "tills@line-a", level = "down" }`},
	{Name: "level", On: onObservations, Type: Word, Words: []string{"up", "degraded", "down", "partial"}, Label: Text{"", "상태"},
		Doc:     Text{"how it was; `partial`: down for some of its users", "어떤 상태였는지. `partial`은 일부 이용자에게만 중단된 것이다"},
		Example: `{ node = "tills", level = "partial" }`},
	{Name: "surged", On: onObservations, Type: Bool, Default: "false", Label: Text{"", "몰림"},
		Doc:     Text{"`true`, in place of a level: it had more load than at the start", "`true`: 상태 대신, 시작할 때보다 부하가 많았음을 뜻한다"},
		Example: `{ node = "bank-callcentre", surged = true }`},
	{Name: "from", On: onObservations, Not: []string{"at"}, Type: Duration, Label: Text{"", "부터"},
		Doc:     Text{"when a spell of that level began, after the start", "그 상태가 시작된 때. 시작 시점에서 잰다"},
		Example: `{ node = "coinone", level = "down", from = "25m", to = "60m" }`},
	{Name: "to", On: onObservations, Not: []string{"at"}, Type: Duration, Label: Text{"", "까지"},
		Doc:     Text{"when it ended", "그 상태가 끝난 때"},
		Example: `{ node = "coinone", level = "down", from = "25m", to = "60m" }`},
	{Name: "at", On: onObservations, Not: []string{"from", "to"}, Type: Duration, Label: Text{"", "시점"},
		Doc:     Text{"the one moment that it speaks of, in place of `from` and `to`", "`from`과 `to` 대신, 관측된 한 시점"},
		Example: `{ node = "kakaotalk-text", level = "down", at = "12h" }`},
	{Name: "within", On: onObservations, Type: Duration, Default: "5m", Label: Text{"", "오차"},
		Doc:     Text{"how far times may be off, inclusively; shorter spells do not count", "시각의 허용 오차(그 값까지). 이보다 짧은 것은 세지 않는다"},
		Example: `{ node = "coinone", level = "down", from = "25m", within = "10m" }`},
	{Name: "fitted", On: onObservations, Type: Bool, Default: "false", Label: Text{"", "맞춘 값"},
		Doc:     Text{"`true`: a figure of the model was taken from this very observation", "`true`: 모델의 수치를 바로 이 관측에서 가져왔다"},
		Example: `{ node = "upbit", level = "up", at = "2h", fitted = true }`},
	{Name: "scored", On: onObservations, Type: Bool, Default: "true", Label: Text{"", "채점"},
		Doc:     Text{"`false`, with a `reason`: kept for the record and left out of the score", "`false`: 기록으로만 남기고 채점하지 않는다. 까닭(`reason`)을 적는다"},
		Example: `{ node = "kiosk", level = "down", scored = false, reason = "hearsay" }`},
	{Name: "reason", On: onObservations, Type: String, Redact: Drop, Label: Text{"", "까닭"},
		Doc:     Text{"why it is not scored", "채점하지 않는 까닭"},
		Example: `{ node = "kiosk", level = "down", scored = false, reason = "hearsay" }`},
}
