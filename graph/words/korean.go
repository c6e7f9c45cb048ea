package words

func korean() *Catalogue {
	return &Catalogue{
		Lang:   "ko",
		Failed: "장애", Down: "중단", Partial: "부분 중단", Degraded: "저하", AtRisk: "위험", Up: "정상",
		LegendFailed: "장애 발생 (질문)", LegendDown: "그로 인한 중단", LegendPartial: "일부 이용자만 중단",
		LegendDegraded: "동작하지만 저하", LegendAtRisk: "이중화 상실", LegendUp: "영향 없음",
		EdgeHard: "필수", EdgeAlternative: "여럿 중 하나", EdgeSoft: "저하만 됨", EdgeCarried: "장애가 전해진 길",

		IfFails: "%s 장애 시 (%s 뒤)", SectorFails: "마비", SectorShare: "%s: %s 중단", ShareDown: "%s 중단",
		Sectors: "분야", Services: "영향받는 서비스", People: "이용자", OtherNodes: "그 밖의 노드",
		Redundancy: "이중화를 잃은 곳 (아직 아무도 모름)", StayUp: "정상 유지",
		Sector: "분야", Service: "서비스", DownShare: "중단", UsersDown: "중단 이용자", Hit: "영향 서비스", Of: "%[2]d개 중 %[1]d개",
		Population: "이용자 집단", SeveralNote: "한 사람이 여러 집단에 들 수 있다.",
		Because: "원인 %s", PartsDown: "중단 %s", PartsDegraded: "저하 %s",
		FailedItself: "스스로 장애", NoEffect: "그 밖에 달라지는 것은 없다.",
		Summary:   "분야 %[2]d곳 중 %[1]d곳이 마비된다. 서비스 %[4]d개 중 %[3]d개가 영향을 받고, 이용자 %[5]s명이 서비스를 잃는다.",
		Untouched: "서비스 %d개는 아무 영향이 없다", AccessUntouchd: "%s 이용자에게는 중단되는 것이 없다.", AndMore: "그 밖에 %d개",
		Picture: "그림: %s", WithDemand: "수요 %s (%s)", IfDemand: "%s일 때 (%s 뒤)", Load: "부하 %s / 용량 %s", Tripped: "차단됨", Shedding: "초과분 거부", Overloaded: "과부하", NotUpBefore: "아무것도 고장 나지 않아도 과부하로 온전하지 않음: %s.",
		LoadIgnored:  "모델에 수요와 용량이 있으나, 과부하는 여기서 따지지 않는다.",
		UsersUnknown: "모름",

		IfFailsFor: "%s 장애가 %s 이어질 때", ForGood: "끝없음", OverAt: "%s에 모두 정상으로 돌아온다.",
		NeverOver: "끝나지 않는다: 돌아오지 않는 노드가 있다.", Events: "일어나는 일", Repaired: "복구", From: "부터", To: "까지",
		Lasts: "동안", Recovered: "복구 순서", WaitedRepair: "수리", WaitedRecovery: "복구 작업",
		WaitedFailover: "%s 로 전환", WaitedLoad: "부하가 용량 안으로 들어옴", AfterNode: "%s, %s 다음", CriticalPath: "복구 임계 경로: 마지막으로 돌아온 것이 기다린 것", Overloads: "용량 초과",
		DemandIs: "%s 수요: %s", CapacityIs: "%s 용량: %s", WaitedMember: "%s 기다림", Breaches: "위반", NoBreach: "허용 한도나 약관을 어긴 곳이 없다.",
		Owed: "배상액 %s", UserHours: "잃은 이용자·시간", Difference: "변경안이 바꾸는 것: 중단·저하 시간", WithoutOverlay: "적용 전", WithOverlay: "적용 후",
		NoDifference: "길어지거나 짧아지는 중단이 없다.",

		ReplayTitle: "기록된 사고의 재연", Incident: "사고", Matched: "일치", Missed: "놓침", Contradicted: "모순",
		Recall: "재현율", ShortMatched: "일치", ShortMissed: "놓침", ShortContradicted: "모순", ShortUnconfirmed: "미확인", ShortSpecificity: "특이도", NaiveWord: "단순 모델", InAll: "전체", NotScored: "채점 제외",
		SeenPredicted: "관측 %s, 예측 %s", AllMatched: "채점한 관측이 모두 일치한다.", UnreportedNote: "예측되었으나 보고되지 않음: %s",
		ByBasis: "답의 근거", Basis: "근거",
		ReplayNote: "단순 모델: 닿는 곳이 모두 중단된다고 볼 때의 재현율 / 특이도",

		RankSingles: "가장 큰 단일 장애 (%s 뒤)", RankPairs: "가장 큰 이중 장애 (%s 뒤)",
		RankRun:      "장애 %s건을 모두 돌려 보았다.",
		RankPairsRun: "%s쌍을 모두 따졌다: %s쌍은 하나만으로는 멈추지 않을 것을 함께 멈춘다. 돌려 본 것은 %s쌍이다.",
		RankJoint:    "함께일 때 가장 큰 쌍: 하나만으로는 멈추지 않는 것", RankNoJoint: "둘이 따로 멈추는 것보다 더 멈추는 쌍은 없다.",
		RankBeyondNote: "+: 어느 하나만으로는 멈추지 않는 몫", IfThisFails: "장애가 나면", RankServices: "서비스", RankSectors: "분야", RankNodes: "노드",
		CutSetsDown: "%s 중단을 일으키는 것 (%s 후)", CutSetsDegraded: "%s 저하를 일으키는 것 (%s 후)", CutSetCount: "최소 절단 집합: %s개",
		NoCutSet: "고장 날 수 있는 것 가운데 그렇게 만드는 것이 없습니다.", CutSetsIncomplete: "계산량이 한도를 넘었습니다. 노드 %d개까지의 집합은 모두 세었고, 더 큰 것은 빠졌습니다.",
		CutSetsListed: "노드 %d개까지의 집합을 실었습니다.", Size: "크기", CutSet: "함께 고장 나면", Sets: "집합",
		AvailabilityTitle: "가용도 (%s 후)", AvailabilityUp: "온전한 서비스의 가용도 (%s 후)", AvailabilityWord: "가용도",
		Downtime: "연간 중단 시간", UserHoursYear: "연간 이용자·시간", Estimated: "추정: %.6f ~ %.6f", EstimatedBy: "추정은 %s회 시행, 시드 %d. 구간은 100번 중 95번 맞습니다.",
		ImportanceOf: "%s에 중요한 것", Birnbaum: "Birnbaum", Criticality: "치명도", FussellVesely: "Fussell-Vesely", RAW: "RAW", RRW: "RRW",
		NothingMatters: "필요한 것 가운데 가용도가 주어진 것이 없습니다.",

		WholeModel: "모델 전체", LeftOut: "영향 없는 노드 %d개는 생략: %s 로 표시", ModelNote: "%s, 모델 %s",

		Focus: "%s: 필요한 것과 의존하는 것", FocusDepth: " (%d단계까지)", WithOverlays: ", 변경안 %s",
		LeftOutOfFocus: "그 밖의 노드 %d개는 생략", Budget: "상자 %d개나 선 %d개를 넘으면 읽기 어렵다:",
		FoldedNote: "노드 %d개를 상자 %d개로 묶음: %s 는 하나씩, %s 는 한 노드의 주변을 표시", FoldsNothing: "--fold %s: 보이는 노드에는 없는 값", NotShown: "그 밖의 모든 것",
		Inside: "안쪽 의존 %d개", EdgeNeeds: "%s: %s 필요", EdgeReaches: "%s에서 보이지 않는 노드를 거쳐 %s까지",
		EdgeCount: "의존 %d개", EdgeIndirect: "보이지 않는 노드를 거침", AccessOf: "%[2]s의 %[1]s", Switch: "전환 %s",
		Compared: "영향받는 서비스: 적용 전 %d개, 적용 후 %d개; 중단 이용자: %s명, %s명",
		Was:      "적용 전: %s", Saved: "나아짐", Still: "그대로", Newly: "나빠짐", Added: "변경안이 더함",
		LegendSaved: "변경안으로 나아짐", LegendStill: "전과 같이 영향받음", LegendNewly: "변경안으로 나빠짐",

		LegendStruck: "장애 발생 (사건)", IfFailsForGood: "%s 장애가 끝나지 않을 때", NoEnd: "끝없음", NothingOut: "멈추거나 저하되는 곳이 없다.",
		RowsLeftOut: "더 짧게 멈춘 노드 %d개는 생략했다.",

		Node: "노드", Kind: "종류", Name: "이름", Operator: "운영자", Site: "위치", Top: "최상위", Nodes: "노드 %d개",
		Needs: "필요", NeededBy: "의존하는 곳", Nothing: "없음", Parts: "부분", Source: "출처", Confidence: "신뢰",
		Asof: "기준일", Users: "이용자", Description: "설명", File: "파일", Share: "비율", Access: "접속망",
		AnyOf: "하나 이상", AllOf: "모두", AtLeastOf: "%d개 이상", Soft: "저하만 됨", Holdup: "%s 버팀",
		Failover: "전환 %s", Accepts: "저하여도 됨", CannotFail: "묶음: 스스로 고장 나지 않음",

		Sound:    "모델에 오류가 없다: 노드 %d개, 요구 %d개, 경고 %d개.",
		Severity: "심각도", Problem: "문제", Place: "위치",
	}
}
