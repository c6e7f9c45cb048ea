package language

// Where the keys of terms, policies and options are.
var (
	onTerms    = []Place{Terms}
	onBands    = []Place{Band}
	onPolicies = []Place{Policy}
	onOptions  = []Place{Option}
)

var termsKeys = []Key{
	{Name: "covers", On: onTerms, Type: Strings, Names: ASelector, Required: true, Merge: Append, Redact: Rename, Label: Text{"", "대상"},
		Doc:     Text{"the services or parts whose users have these terms", "이 약관이 적용되는 서비스나 부분"},
		Example: `covers = ["home-internet@kt-internet"]`},
	{Name: "from", On: onTerms, Type: Date, Label: Text{"in force from", "발효일"},
		Doc:     Text{"the day from which on they are in force, that is from which on an incident may begin under them; a partial date is its first day", "약관이 발효하는 날. 이 날부터 시작한 사고에 적용된다. 일부만 적으면 그 첫날이다"},
		Example: `from = 2022-01-01`},
	{Name: "until", On: onTerms, Type: Date, Label: Text{"in force until", "만료일"},
		Doc:     Text{"the last day on which they are in force; a partial date is its last day", "약관이 적용되는 마지막 날. 일부만 적으면 그 마지막 날이다"},
		Example: `until = 2024-12-31`},
	{Name: "consecutive", On: onTerms, Type: Duration, Exact: "the terms of a contract are exact", Range: positive, Label: Text{"", "연속 한도"},
		Doc:     Text{"an outage that lasts longer breaches them", "이보다 길게 이어진 중단은 위반이다"},
		Example: `consecutive = "3h"`},
	{Name: "monthly", On: onTerms, Type: Duration, Exact: "the terms of a contract are exact", Range: positive, Label: Text{"", "월 누적 한도"},
		Doc:     Text{"outages that together last longer in a month breach them", "한 달 동안의 중단을 더한 것이 이보다 길면 위반이다"},
		Example: `monthly = "6h"`},
	{Name: "bands", On: onTerms, Type: List, Of: Band, Merge: Append, Label: Text{"", "배상 구간"},
		Doc:     Text{"what is owed for each user, by the length of the outage, ascending", "중단 시간에 따라 이용자마다 배상할 금액. 짧은 것부터 적는다"},
		Example: `bands = [{ from = "1d", pay = 400_000 }, { from = "3d", pay = 800_000 }]`},
	{Name: "from", On: onBands, Type: Duration, Exact: "the terms of a contract are exact", Label: Text{"", "부터"},
		Doc:     Text{"the length of outage from which on this is owed", "이 금액을 배상하기 시작하는 중단 시간"},
		Example: `{ from = "1d", pay = 400_000 }`},
	{Name: "pay", On: onBands, Type: Number, Range: amount, Unit: Text{"the model's currency, a user", "이용자 한 명마다, 모델의 통화"}, Label: Text{"", "배상액"},
		Doc:     Text{"how much is owed for each user", "이용자 한 명에게 배상할 금액"},
		Example: `{ from = "1d", pay = 400_000 }`},
}

var policyKeys = []Key{
	{Name: "protect", On: onPolicies, Type: String, Names: ASelector, Required: true, Redact: Rename, Label: Text{"", "보호 대상"},
		Doc:     Text{"what must be spared", "지켜야 할 것"},
		Example: `protect = "sector:health"`},
	{Name: "against", On: onPolicies, Type: String, Names: ASelector, Required: true, Redact: Rename, Label: Text{"", "대상 장애"},
		Doc:     Text{"what may fail: each of these", "장애가 날 수 있는 것. 하나씩 모두 따진다"},
		Example: `against = "kind:carrier"`},
	{Name: "failures", On: onPolicies, Type: Whole, Range: Range{Min: 1, Max: 2}, Unit: Text{"failures at once", "동시에 나는 장애 수"}, Default: "1", Label: Text{"", "동시 장애"},
		Doc:     Text{"1: every single one; 2: every single one and every pair", "1: 하나씩; 2: 하나씩과 둘씩"},
		Example: `failures = 2`},
	{Name: "worst", On: onPolicies, Type: Word, Words: []string{"up", "degraded", "down"}, Label: Text{"", "최저 상태"},
		Doc:     Text{"the worst level that is allowed; up alone where this, `max_share`, `max_outage` and `tolerance` are all left out", "허용되는 가장 나쁜 상태. 이것도 `max_share`, `max_outage`, `tolerance`도 없으면 정상만 허용한다"},
		Example: `worst = "degraded"`},
	{Name: "max_share", On: onPolicies, Type: Number, Range: probability, Unit: Text{"a share of the users of each service", "서비스마다 이용자에서 차지하는 비율"}, Label: Text{"", "최대 중단 비율"},
		Doc:     Text{"the largest share of its users that may find a protected service down", "보호 대상 서비스의 이용자 가운데 중단을 겪어도 되는 최대 비율"},
		Example: `max_share = 0.2`},
	{Name: "max_outage", On: onPolicies, Type: Duration, Exact: "what a policy promises is exact", Label: Text{"", "최장 중단"},
		Doc:     Text{"the longest time down that is allowed when the failure lasts as long as `for` says", "장애가 `for`만큼 이어질 때 허용되는 최장 중단 시간"},
		Example: `max_outage = "2h"`},
	{Name: "tolerance", On: onPolicies, Type: Bool, Default: "false", Label: Text{"", "서비스의 허용 한도"},
		Doc:     Text{"`true`: what each protected service says itself is allowed, its `tolerance` and `tolerance_degraded`", "`true`: 보호 대상 서비스마다 스스로 정한 `tolerance`와 `tolerance_degraded`까지 허용한다"},
		Example: `tolerance = true`},
	{Name: "for", On: onPolicies, Type: Duration, Exact: "what a policy promises is exact", Range: positive, Label: Text{"", "장애 지속 시간"},
		Doc:     Text{"how long the failure lasts, for `max_outage` and `tolerance`; as the model's `outage` says where it is left out", "`max_outage`와 `tolerance`를 따질 때 장애가 이어지는 시간. 적지 않으면 모델의 `outage`를 따른다"},
		Example: `for = "4h"`},
}

var optionKeys = []Key{
	{Name: "cost", On: onOptions, Type: Number, Range: amount, Unit: Text{"the model's currency", "모델의 통화"}, Required: true, Label: Text{"", "비용"},
		Doc:     Text{"what it costs to have it", "대책을 마련하는 데 드는 비용"},
		Example: `cost = 12.5`},
	{Name: "add", On: onOptions, Type: Changes, Merge: Append, Redact: Rename, Field: "changes", Label: Text{"", "덧붙임"},
		Doc:     Text{"lists that it appends to: `add.KIND.ID.KEY = [...]`", "목록에 덧붙이는 것: `add.종류.식별자.키 = [...]`"},
		Example: `add.service.tills.needs = [{ any = ["@access", "line-b"] }]`},
	{Name: "set", On: onOptions, Type: Changes, Redact: Rename, Field: "changes", Label: Text{"", "바꿈"},
		Doc:     Text{"keys that it replaces, and nodes that it brings: `set.KIND.ID.KEY = VALUE`", "바꾸는 키와 새로 두는 노드: `set.종류.식별자.키 = 값`"},
		Example: `set.service.web.reach = 0.7`},
}
