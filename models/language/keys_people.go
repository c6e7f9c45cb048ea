package language

var populationKeys = []Key{
	{Name: "size", On: []Place{Population}, Type: Number, Range: positive, Unit: ofUsers, Label: Text{"", "규모"},
		Doc:     Text{"how many they are; not given: not known, while the shares still are", "몇인지. 적지 않으면 수는 모르고 비율만 안다"},
		Example: `size = 2_660_000`},
	{Name: "access", On: []Place{Population}, Type: Shares, Range: share, Sum: WholeSum, Unit: ofItsUsers, Names: ANode, Required: true, Redact: Rename, Label: Text{"", "접속망"}, Each: Text{"share of %s", "%s 비율"},
		Doc:     Text{"over which node each share of them reaches services; together 1, within 0.001", "어느 노드를 거쳐 서비스에 닿는지와 그 비율. 합은 1이다(오차 0.001까지)"},
		Example: `access = { kt-internet = 0.6, skb-internet = 0.4 }`},
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
}
