package language

// onNodes is where the keys of nodes stand.
var onNodes = []Place{Node}

var nodeKeys = []Key{
	{Name: "operator", On: onNodes, Type: String, Names: AnOperator, Asked: true, Redact: Rename, Label: Text{"", "운영자"},
		Doc:     Text{"who runs it: nodes of one operator need have nothing else in common", "운영하는 곳. 운영자가 같다고 다른 것까지 같지는 않다"},
		Example: `operator = "kt"`},
	{Name: "vendor", On: onNodes, Type: String, Names: AVendor, Asked: true, Redact: Rename, Label: Text{"", "공급사"},
		Doc:     Text{"who made it: what one vendor's fault would take", "만들거나 공급한 곳. 한 공급사의 결함이 미치는 범위다"},
		Example: `vendor = "v"`},
	{Name: "site", On: onNodes, Type: String, Names: ASite, Asked: true, Redact: Rename, Label: Text{"", "위치"},
		Doc:     Text{"where it stands: a building or a campus. To fail as one thing a site must be a node", "있는 곳: 건물이나 단지. 한꺼번에 장애가 나게 하려면 그 곳을 노드로 둔다"},
		Example: `site = "pangyo"`},
	{Name: "region", On: onNodes, Type: String, Names: ARegion, Asked: true, Redact: Rename, Label: Text{"", "지역"},
		Doc:     Text{"the part of the country that it stands in", "있는 지역"},
		Example: `region = "gyeonggi"`},
	{Name: "tags", On: onNodes, Type: Strings, Names: ATag, Asked: true, Merge: Append, Redact: Rename, Label: Text{"", "꼬리표"},
		Doc:     Text{"words of your own by which selectors can ask for it: `tag:core`", "선택자로 고를 수 있도록 자유롭게 붙이는 말: `tag:core`"},
		Example: `tags = ["core", "national"]`},
	{Name: "sector", On: onNodes, Type: String, Names: ASector, Asked: true, Label: Text{"", "분야"},
		Doc:     Text{"the sector that it counts in, which must be declared; a service without one counts in none", "집계되는 분야. 선언되어 있어야 하며, 없으면 어느 분야에도 들지 않는다"},
		Example: `sector = "finance"`},
	{Name: "criticality", On: onNodes, Type: Number, Range: amount, Unit: Text{"a factor", "배수"}, Default: "1", Aside: true, Label: Text{"", "중요도"},
		Doc:     Text{"how much more it counts in its sector than its users say, or than another service", "분야 집계에서 이용자 수에 곱하는 값. 서비스 수로 잴 때는 그대로 무게가 된다"},
		Example: `criticality = 2`},
	{Name: "fails", On: onNodes, Type: Bool, Default: "true", Label: Text{"fails of itself", "스스로 장애"},
		Doc:     Text{"`false`: a mere grouping, which follows what it needs and is no failure of its own", "`false`: 묶음일 뿐이어서, 필요한 것을 따를 뿐 스스로 장애가 나지 않는다"},
		Example: `fails = false`},
}

var useKeys = []Key{
	{Name: "population", On: onNodes, Not: []string{"users"}, Services: true, Type: String, Names: APopulation, Redact: Rename, Field: "Use.Population", Label: Text{"", "이용자 집단"},
		Doc:     Text{"who uses it: it then has one part for each access node of theirs", "이용하는 집단. 그 접속망마다 서비스의 부분이 하나씩 생긴다"},
		Example: `population = "merchants"`},
	{Name: "reach", On: onNodes, With: []string{"population"}, Services: true, Type: Number, Range: share, Unit: ofItsUsers, Default: "1", Aside: true, Field: "Use.Reach", Label: Text{"", "이용 비율"},
		Doc:     Text{"the share of its population that uses it", "집단 가운데 이 서비스를 이용하는 비율"},
		Example: `reach = 0.4`},
	{Name: "users", On: onNodes, Not: []string{"population"}, Services: true, Type: Number, Range: amount, Unit: ofUsers, Aside: true, Field: "Use.Users", Label: Text{"", "이용자"},
		Doc:     Text{"how many use it, of a service without a population; not given: not known, which is never 0", "이용자 집단이 없는 서비스의 이용자 수. 적지 않으면 모르는 것이지 0이 아니다"},
		Example: `users = 12_000`},
	{Name: "weight", On: onNodes, Services: true, Type: Number, Range: amount, Unit: Text{"any, alike in its sector", "분야 안에서 같은 단위"}, Aside: true, Field: "Use.Weight", Label: Text{"", "가중치"},
		Doc:     Text{"what it counts for in its sector where that is measured by weight: if all services of it have one, or if it says so", "분야를 무게로 잴 때 이 서비스의 무게. 분야의 모든 서비스에 무게가 있거나 분야가 그렇게 정한 때다"},
		Example: `weight = 3`},
}

var timeKeys = []Key{
	{Name: "recovery", On: onNodes, Type: Duration, Ranges: true, Field: "Time.Recovery", Label: Text{"", "복구 시간"},
		Doc:     Text{"how much later than its repair and its requirements allow it comes up after being down", "중단된 뒤, 수리와 필요한 것이 갖추어지고도 더 걸리는 시간"},
		Example: `recovery = "1h25m"`},
	{Name: "tolerance", On: onNodes, Services: true, Type: Duration, Exact: "a promise is exact", Range: positive, Aside: true, Field: "Time.Tolerance", Label: Text{"", "중단 허용 한도"},
		Doc:     Text{"the longest time down that is tolerable, for each part; longer is a breach", "부분마다 허용되는 최장 중단 시간. 이를 넘기면 위반이다"},
		Example: `tolerance = "3h"`},
	{Name: "tolerance_degraded", On: onNodes, Services: true, Type: Duration, Exact: "a promise is exact", Range: positive, Aside: true, Field: "Time.ToleranceDegraded", Label: Text{"", "저하 허용 한도"},
		Doc:     Text{"the longest time down or degraded that is tolerable", "중단과 저하를 합해 허용되는 최장 시간"},
		Example: `tolerance_degraded = "1d"`},
}

var loadKeys = []Key{
	{Name: "demand", On: onNodes, Services: true, Type: Number, Range: amount, Unit: inUnit, Aside: true, Field: "Load.Demand", Label: Text{"", "수요"},
		Doc:     Text{"what its users ask for; it flows along needs", "이용자가 요구하는 양. 필요한 것을 따라 흘러간다"},
		Example: `demand = 500`},
	{Name: "capacity", On: onNodes, Type: Number, Range: amount, Unit: inUnit, Aside: true, Field: "Load.Capacity", Label: Text{"", "용량"},
		Doc:     Text{"how much it can carry", "감당할 수 있는 양"},
		Example: `capacity = 250`},
	{Name: "unit", On: onNodes, Type: String, Names: AUnit, Redact: Rename, Aside: true, Field: "Load.Unit", Label: Text{"", "단위"},
		Doc:     Text{"the unit of its demand and capacity, the same along a path; none is a unit of its own", "수요와 용량의 단위. 한 경로에서는 같아야 하며, 없는 것도 하나의 단위다"},
		Example: `unit = "sessions"`},
	{Name: "overload", On: onNodes, Type: Word, Words: []string{"trip", "shed", "degrade"}, Aside: true, Field: "Load.Overload", Label: Text{"over it", "초과 시"},
		Doc:     Text{"what it does over its capacity: `trip` takes it down, `shed` serves up to its capacity, `degrade` degrades it, as where none is given", "용량을 넘을 때: 차단되어 중단(`trip`), 용량까지만 처리(`shed`), 저하(`degrade`; 적지 않아도 같다)"},
		Example: `overload = "shed"`},
	{Name: "spills_to", On: onNodes, Services: true, Type: Shares, Range: share, Sum: AtMostOne, Unit: Text{"a share of its demand", "수요에서 차지하는 비율"}, Names: ANode, Redact: Rename,
		Aside: true, Field: "Load.SpillsTo", Label: Text{"", "넘치는 곳"}, Each: Text{"spills to %s", "넘치는 곳 %s"},
		Doc:     Text{"where shares of its demand go while it is down", "중단된 동안 수요가 옮겨 가는 곳과 그 비율"},
		Example: `spills_to = { call-centre = 0.6, branch = 0.3 }`},
}

var chanceKeys = []Key{
	{Name: "availability", On: onNodes, Not: []string{"unavailability", "mtbf", "mttr"}, Type: Number, Range: probability, Unit: Text{"a probability", "확률"}, Aside: true, Complement: true, Field: "Chance.Unavailability", Label: Text{"", "가용도"},
		Doc:     Text{"the probability that it has not failed of itself; without one it never does", "스스로 장애가 나 있지 않을 확률. 없으면 스스로는 장애가 나지 않는다"},
		Example: `availability = 0.9995`},
	{Name: "unavailability", On: onNodes, Not: []string{"availability", "mtbf", "mttr"}, Type: Number, Range: probability, Unit: Text{"a probability", "확률"}, Aside: true, Field: "Chance.Unavailability", Label: Text{"", "불가용도"},
		Doc:     Text{"1 less its availability, for what hardly ever fails", "1에서 가용도를 뺀 값. 장애가 아주 드문 것에 쓴다"},
		Example: `unavailability = 1e-9`},
	{Name: "mtbf", On: onNodes, Not: []string{"availability", "unavailability"}, With: []string{"mttr"}, Type: Duration, Ranges: true, Range: positive, Aside: true, Field: "Chance.MTBF", Label: Text{"mean time between failures", "평균 고장 간격"},
		Doc:     Text{"the mean time between its failures, together with `mttr`, in place of an availability", "평균 고장 간격. `mttr`과 함께 가용도 대신 적는다"},
		Example: `mtbf = "300d"`},
	{Name: "mttr", On: onNodes, Not: []string{"availability", "unavailability"}, With: []string{"mtbf"}, Type: Duration, Ranges: true, Range: positive, Aside: true, Field: "Chance.MTTR", Label: Text{"mean time to repair", "평균 수리 시간"},
		Doc:     Text{"the mean time that its repair takes", "평균 수리 시간"},
		Example: `mttr = "4h"`},
}

var needsKeys = []Key{
	{Name: "needs", On: onNodes, Type: Needs, Names: APart, Merge: Append, Redact: Rename, Label: Text{"", "필요"},
		Doc:     Text{"what it cannot do without: all of these requirements", "없으면 안 되는 것. 이 요구가 모두 채워져야 한다"},
		Example: `needs = ["kt-backbone", { any = ["site-1", "site-2"], failover = "10m" }]`},
	{Name: "supply", On: onNodes, Type: Bool, Label: Text{"", "공급"},
		Doc:     Text{"`true`: what all its requirements bring flows, and does not arise in a loop; not given: as its kind says", "`true`: 모든 요구가 흐르는 것을 받으므로 고리 안에서 저절로 생기지 않는다. 적지 않으면 종류를 따른다"},
		Example: `supply = true`},
}
