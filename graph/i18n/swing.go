package i18n

// SwingWords are those of assumptions that may be otherwise, and of how far an answer moves.
type SwingWords struct {
	MovesMeans       string
	OfThesePredicted string  // "%d" observations
	ReachOf          string  // "%s" a service
	UnrangedNote     Counted // figures, "%s" some of them

	SwingTitle      string  // "%s" the answer, "%s" of what
	SwingFails      string  // "%s" an incident
	SwingAfter      Counted // how many fail, "%s" which, "%s" the horizon
	SwingFor        Counted // how many fail, "%s" which, "%s" for how long
	SwingForGood    Counted // how many fail, "%s" which
	SwingOfNode     string  // "%s" an answer, "%s" a node
	SwingBase       string  // "%s" a figure
	SwingUncounted  Counted // services
	SwingFound      Counted // facts that move it, facts that were changed
	SwingNone       Counted // facts that were changed
	SwingMeans      string
	SwingBars       string // "%s" a figure
	SwingCut        string
	SwingFacts      string
	FactWord        string
	LowestWord      string
	HighestWord     string
	AsItIs          string
	EndlessWord     string
	UnknownWord     string
	NoRanges        string
	ExplainedTitle  string
	ExplainedBy     string // trials, seed, runs
	ExplainedSpread string // "%s" mean, "%s" standard deviation
	ExplainedNone   string // runs, "%s" why not
	ExplainedAlike  string // "%s" the figure
	FirstOrder      string
	TotalOrder      string
	ExplainedMeans  string
	ExplainedSum    string // "%s" a share
	RunsUnknown     Counted
	RunsEndless     Counted
	SwingUsers      string
	SwingShare      string
	SwingServices   string
	SwingSectors    string
	SwingNodes      string
	SwingUserHours  string
	SwingOutage     string
	SwingLower      string
	SwingHigher     string
}

func englishSwings() SwingWords {
	return SwingWords{
		MovesMeans:       "First come those that move the most predicted observations and findings: answers that flip when the fact is otherwise, but for observations that rest on what is given, fitted or known in hindsight.",
		OfThesePredicted: "(%d predicted)",
		ReachOf:          "share of users that use %s",
		UnrangedNote:     "The model gives no range for %d unverified {figure|figures}, and so {it was|they were} not changed: %s.",

		SwingTitle: "How far assumptions move the %s %s", SwingFails: "during %s", SwingAfter: "if %[2]s {[1]fails|fail} (after %[3]s)", SwingFor: "if %[2]s {[1]fails|fail} for %[3]s", SwingForGood: "if %[2]s {[1]fails|fail} for good", SwingOfNode: "%s of %s",
		SwingBase: "The answer as it is: %s.", SwingUncounted: "It leaves out %d {service|services} of unknown users.",
		SwingFound: "Of %[2]d {fact|facts} that {[2]was|were} changed, each by itself, %[1]d {[1]moves|move} it.", SwingNone: "None of the %d {fact|facts} that {[1]was|were} changed, each by itself, moves it.",
		SwingMeans: "Each fact is taken away, or put to both ends of its range; a share that has no range goes up and down by a fifth. Only the ends are tried: in between the answer may go further.",
		SwingBars:  "Bars run from the lowest answer to the highest; the line is the answer as it is, %s.", SwingCut: "The work is bounded: further facts were not changed.",
		SwingFacts: "One at a time", FactWord: "fact", LowestWord: "lowest", HighestWord: "highest", AsItIs: "as it is", EndlessWord: "no end", UnknownWord: "unknown",
		NoRanges:       "The model gives no range that this could hang on: there is nothing to draw.",
		ExplainedTitle: "How much of the spread each range explains", ExplainedBy: "All ranges were drawn in two times %d trials (seed %d), and crossed: %d runs.",
		ExplainedSpread: "On average the answer is %s, with a standard deviation of %s.", ExplainedNone: "Nothing can be estimated, since of %d runs %s.", ExplainedAlike: "The answer is %s in all of them: there is no spread to explain.",
		FirstOrder: "alone", TotalOrder: "with others", ExplainedMeans: "alone: the share of the variance that would go, on average, if it alone were known (Sobol's first-order index); with others: the share that would stay if all others were known. In brackets: between what each lies with 95 of 100.",
		ExplainedSum: "Ranges by themselves explain about %s of it together; the rest is what they do jointly.",
		RunsUnknown:  "%d {has|have} no known answer", RunsEndless: "%d {has|have} no end",
		SwingUsers: "users down", SwingShare: "share of users down", SwingServices: "services hit", SwingSectors: "sectors that fail", SwingNodes: "nodes down", SwingUserHours: "user-hours lost", SwingOutage: "longest outage",
		SwingLower: "lower than the answer as it is", SwingHigher: "higher than the answer as it is",
	}
}

func koreanSwings() SwingWords {
	return SwingWords{
		MovesMeans:       "예측한 관측과 발견을 가장 많이 움직이는 것부터 적는다. 움직인다는 것은 사실이 달라지면 답이 뒤집힌다는 뜻이며, 주어졌거나 맞추었거나 나중에 알려진 사실에 기댄 관측은 세지 않는다.",
		OfThesePredicted: "(예측 %d)",
		ReachOf:          "%s 이용 비율",
		UnrangedNote:     "확인되지 않은 수치 %d개는 모델에 범위가 없어 바꾸어 보지 않았다: %s.",

		SwingTitle: "가정이 움직이는 폭: %s, %s", SwingFails: "%s 동안", SwingAfter: "%[2]s 장애 시 (%[3]s 뒤)", SwingFor: "%[2]s 장애가 %[3]s 이어질 때", SwingForGood: "%[2]s 장애가 끝나지 않을 때", SwingOfNode: "%[2]s의 %[1]s",
		SwingBase: "지금의 답: %s.", SwingUncounted: "이용자 수를 모르는 서비스 %d개는 빠져 있다.",
		SwingFound: "사실 %[2]d개를 하나씩 바꾸어 보니 %[1]d개가 답을 움직인다.", SwingNone: "사실 %d개를 하나씩 바꾸어 보았으나 답을 움직이는 것은 없다.",
		SwingMeans: "사실마다 없애 보거나 범위의 양 끝으로 옮겨 본다. 범위가 없는 비율은 5분의 1씩 올리고 내린다. 끝만 보았으므로 그 사이에서 더 움직일 수도 있다.",
		SwingBars:  "막대는 가장 작은 답에서 가장 큰 답까지이고, 선은 지금의 답 %s이다.", SwingCut: "일의 양을 제한하여 나머지 사실은 바꾸어 보지 못했다.",
		SwingFacts: "하나씩 바꾸어 본 결과", FactWord: "사실", LowestWord: "최소", HighestWord: "최대", AsItIs: "지금", EndlessWord: "끝없음", UnknownWord: "알 수 없음",
		NoRanges:       "이 답이 기댈 만한 범위가 모델에 없어 뽑을 것이 없다.",
		ExplainedTitle: "범위마다 설명하는 흩어짐", ExplainedBy: "모든 범위를 %d번씩 두 벌 뽑아(시드 %d) 엇갈려 %d번 계산했다.",
		ExplainedSpread: "답의 평균은 %s, 표준편차는 %s이다.", ExplainedNone: "계산 %d번 가운데 %s, 추정할 수 없다.", ExplainedAlike: "답이 모두 %s이어서 설명할 흩어짐이 없다.",
		FirstOrder: "홀로", TotalOrder: "함께", ExplainedMeans: "홀로: 그것만 알면 평균하여 사라질 분산의 몫(소볼 1차 지수), 함께: 나머지를 모두 알아도 남을 몫. 괄호 안은 100에 95로 그 안에 있다.",
		ExplainedSum: "범위가 홀로 설명하는 것은 모두 약 %s이고, 나머지는 여럿이 함께 만드는 것이다.",
		RunsUnknown:  "%d번은 답을 알 수 없어", RunsEndless: "%d번은 끝이 없어",
		SwingUsers: "이용 불가 이용자", SwingShare: "이용 불가 비율", SwingServices: "영향받은 서비스", SwingSectors: "마비된 분야", SwingNodes: "멈춘 노드", SwingUserHours: "잃은 이용자·시간", SwingOutage: "가장 긴 중단",
		SwingLower: "지금의 답보다 작음", SwingHigher: "지금의 답보다 큼",
	}
}
