package language

// BuiltinKind is a kind of node that every model has.
type BuiltinKind struct {
	ID     string
	Shape  string // of its nodes in diagrams, one of the words of the key shape
	Called Text
	Doc    Text
}

// Service is the kind of what people use. Only services have users.
const Service = "service"

// BuiltinKinds returns the kinds of node that every model has.
func BuiltinKinds() []BuiltinKind { return builtinKinds }

var builtinKinds = []BuiltinKind{
	{"carrier", "hexagon", Text{"carrier", "통신망"},
		Text{"a network, a line or a part of one", "통신망, 회선 또는 그 일부"}},
	{"datacentre", "cylinder", Text{"data centre", "데이터센터"},
		Text{"a building that holds systems, or a part of one", "시스템이 들어 있는 건물 또는 그 일부"}},
	{"power", "trapezium", Text{"power", "전원"},
		Text{"what supplies current: the grid, a generator", "전기를 대는 것: 전력망, 발전기"}},
	{"equipment", "octagon", Text{"equipment", "장비"},
		Text{"a device or a control: a router, a breaker, a UPS", "장치나 제어 설비: 라우터, 차단기, 무정전전원장치"}},
	{"platform", "box", Text{"platform", "플랫폼"},
		Text{"what other services are built on: log-in, messaging, hosting", "다른 서비스의 바탕이 되는 것: 로그인, 메시지, 호스팅"}},
	{Service, "rounded", Text{"service", "서비스"},
		Text{"what people use: the only kind with users, demand and tolerances", "사람이 이용하는 것. 이용자·수요·허용 한도는 이 종류에만 있다"}},
}
