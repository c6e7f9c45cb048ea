package language

var populationKeys = []Key{
	{Name: "size", On: []Place{Population}, Type: Number, Range: positive, Unit: ofUsers, Label: Text{"", "규모"},
		Doc:     Text{"how many they are; not given: not known, while the shares still are", "몇인지. 적지 않으면 수는 모르고 비율만 안다"},
		Example: `size = 2_660_000`},
	{Name: "counts", On: []Place{Population}, Type: Name, Label: Text{"", "세는 것"},
		Doc:     Text{"what is counted, people where it is not given; figures of different things are added up only in `users_down`; kept under pseudonyms", "무엇을 세는지. 없으면 사람이다. 서로 다른 것의 수는 `users_down`에서만 더한다. 가명 처리한 모델에도 남는다"},
		Example: `counts = { ko = "가맹점", en = "shops" }`},
	{Name: "of", On: []Place{Population}, Type: String, Names: APopulation, Redact: Rename, Label: Text{"", "상위 집단"},
		Doc:     Text{"the population that these are some of: who loses something here is one of those there, counted once; both count the same", "이 집단이 속하는 더 큰 집단. 여기서 잃는 사람은 거기 사람이기도 하므로 한 번만 센다. 세는 것이 같아야 한다"},
		Example: `of = "people"`},
	{Name: "access", On: []Place{Population}, Type: Shares, Ranges: true, Range: share, Sum: WholeSum, Unit: ofItsUsers, Names: ANode, Redact: Rename, Label: Text{"", "접속망"}, Each: Text{"share of %s", "%s 비율"},
		Doc:     Text{"over which node each share of them reaches services; together 1, within 0.001; short for a split and a line", "어느 노드를 거쳐 서비스에 닿는지와 그 비율. 합은 1이다(오차 0.001까지). 나눔과 회선을 하나로 줄여 쓴 것"},
		Example: `access = { kt-internet = 0.6, skb-internet = 0.4 }`},
	{Name: "by", On: []Place{Population}, Type: Splits, Ranges: true, Range: amount, Unit: ofItsUsers, Names: ASplit, Redact: Rename, Label: Text{"split by", "나눔"},
		Doc:     Text{"splits, `by.NAME`: each person has one value, by shares that sum to 1 within 0.001, or whole counts that sum to `size`", "나눔, `by.이름`: 저마다 값 하나를 갖는다. 비율의 합은 1(오차 0.001까지), 수로 적으면 합이 `size`다"},
		Example: `by.mobile = { kt = 0.4, skt = 0.6 }`},
	{Name: "line", On: []Place{Population}, Type: Lines, Names: ANode, Redact: Rename, Label: Text{"", "회선"},
		Doc:     Text{"lines, `line.NAME`: the node on which one ends, `{SPLIT}` the value of a split; or a table of these by the values of one split", "회선, `line.이름`: 닿는 노드. `{나눔}`은 그 값으로 바뀐다. 나눔 하나의 값마다 따로 적어도 된다"},
		Example: `line.data = "{mobile}-mobile"`},
	{Name: "joint", On: []Place{Population}, Type: Rows, Range: probability, Unit: ofItsUsers, Merge: Append, Names: ASplit, Redact: Rename, Label: Text{"joint shares", "결합 비율"},
		Doc:     Text{"shares of combinations of values of some splits, in place of the product; every row names the same splits", "나눔 몇 개의 값 조합마다의 비율. 곱 대신 쓴다. 모든 줄이 같은 나눔을 든다"},
		Example: `joint = [{ mobile = "kt", home = "kt", share = 0.25 }, { mobile = "kt", home = "skb", share = 0.15 }]`},
}

var sourceKeys = []Key{
	{Name: "url", On: []Place{Source}, Type: String, Redact: Drop, Field: "URL", Label: Text{"", "주소"},
		Doc:     Text{"where it can be read", "읽을 수 있는 곳의 주소"},
		Example: `url = "https://www.example.org/report"`},
	{Name: "asof", On: []Place{Source}, Type: Date, Label: Text{"as of", "기준일"},
		Doc:     Text{"the date of all that cites it and bears none of its own", "이 출처를 인용하면서 기준일이 따로 없는 사실들의 기준일"},
		Example: `asof = "2021-10"`},
}

var sectorKeys = []Key{
	{Name: "fails_at", On: []Place{Sector}, Type: Number, Range: share, Unit: Text{"a share of its weight", "가중치에서 차지하는 비율"}, Default: "0.1", Label: Text{"", "마비 기준"},
		Doc:     Text{"the share of its weight whose loss is its failure; the default is a convention of this language", "이만큼을 잃으면 마비로 본다. 기본값은 이 언어의 관례다"},
		Example: `fails_at = 0.2`},
	{Name: "measure", On: []Place{Sector}, Type: Word, Words: []string{"weight", "users", "services"}, Label: Text{"", "재는 방식"},
		Doc:     Text{"what its services weigh by; not given: `weight` if all have one, `users` if all have them and count the same, else `services`, by `criticality` alone", "서비스의 무게를 재는 방식. 적지 않으면 모두 `weight`가 있을 때 `weight`, 모두 이용자 수를 알고 같은 것을 셀 때 `users`, 아니면 `services`(`criticality`만)"},
		Example: `measure = "services"`},
}
