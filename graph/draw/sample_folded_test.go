package draw

import (
	"fmt"

	"github.com/meoktong/meoktong/graph/result"
)

// folded is a made-up picture with all that sample lacks: boxes that stand for
// several nodes, edges that stand for paths or for several, labels on edges, and
// what an overlay changes.
func folded(lang string) result.Picture {
	pick := func(ko, en string) string {
		if lang == "ko" {
			return ko
		}
		return en
	}
	pic := result.Picture{
		Lang: lang, Title: pick("백본 장애와 이중화: 전과 후", "The backbone fails: before and after"), Subtitle: "model · sha256 3f9a17c0",
		Clusters: []result.PictureCluster{{ID: "bank", Label: pick("은행: 12% 중단", "Banking: 12% down"), State: result.StateDegraded}},
		Nodes: []result.PictureNode{
			{ID: "net", Kind: "carrier", Shape: "hexagon", Name: pick("백본", "Backbone"), State: result.StateFailed, Change: result.ChangeStill, Folded: 3},
			{ID: "line", Kind: "carrier", Shape: "ellipse", Name: pick("회선", "Lines"), Other: "lines", Note: pick("중단", "down"), State: result.StateDown, Change: result.ChangeStill, Folded: 12},
			{ID: "tills", Kind: "service", Shape: "rounded", Name: pick("카드 단말기", "Card tills"), Note: pick("41% 중단", "41% down"), State: result.StatePartial, Change: result.ChangeNewly, Folded: 1200},
			{ID: "shops", Kind: "sector", Shape: "rounded", Name: pick("결제·소매", "Payments and retail"), Other: pick("Payments and retail", "결제·소매"), Note: pick("5개 중 2개 중단", "2 of 5 down"),
				State: result.StateDown, Folded: 12, More: pick("외 3개", "3 more"), Members: []result.PictureMember{
					{Name: pick("카드 단말기", "POS terminals"), Note: pick("중단", "down"), State: result.StateDown},
					{Name: pick("가맹점 결제와 주문 관리 시스템", "Payment and order management of shops"), Note: pick("40.9%", "40.9%"), State: result.StatePartial},
					{Name: pick("배달", "Delivery"), Note: pick("저하", "degraded"), State: result.StateDegraded},
					{Name: pick("예비", "Standby"), Note: pick("이중화 상실", "redundancy lost"), State: result.StateAtRisk}}},
			{ID: "health", Kind: "sector", Shape: "rounded", Name: pick("보건·의료", "Health"), Note: pick("4개 중 1개 일부 중단", "1 of 4 partial"), State: result.StatePartial, Folded: 4,
				Members: []result.PictureMember{{Name: pick("병원 접수", "Hospital reception"), Note: "27%", State: result.StatePartial}}},
			{ID: "crypto", Kind: "sector", Shape: "rounded", Name: pick("가상자산", "Crypto-assets"), Note: pick("4개 중 1개 저하", "1 of 4 degraded"), State: result.StateDegraded, Folded: 4,
				Members: []result.PictureMember{{Name: "Upbit", Note: pick("저하", "degraded"), State: result.StateDegraded}}},
			{ID: "atm", Kind: "service", Shape: "box", Name: pick("현금 인출기", "Cash machines"), Note: pick("저하", "degraded"), State: result.StateDegraded, Change: result.ChangeNewly, Cluster: "bank"},
			{ID: "app", Kind: "service", Shape: "diamond", Name: pick("앱", "App"), State: result.StateUp, Change: result.ChangeSaved, Cluster: "bank", Folded: 2},
			{ID: "site", Kind: "site", Shape: "cylinder", Name: pick("센터", "Site"), Note: pick("이중화 상실", "redundancy lost"), State: result.StateAtRisk, Change: result.ChangeSaved},
			{ID: "power", Kind: "site", Shape: "house", Name: pick("전력", "Power"), State: result.StateUp, Folded: 40},
			{ID: "diesel", Kind: "power", Shape: "trapezium", Name: pick("비상 발전기", "Standby generator"), Note: pick("꺼져 있음", "held down"), State: result.StateHeld},
			{ID: "roaming", Kind: "equipment", Shape: "octagon", Name: pick("재난 로밍", "Disaster roaming"), Note: pick("켜짐", "started"), State: result.StateStarted},
		},
		Edges: []result.PictureEdge{
			{From: "net", To: "line", Style: result.EdgeHard, Carried: true, Count: 12},
			{From: "net", To: "site", Style: result.EdgeAlternative, Carried: true, Label: pick("3개 중 2개", "2 of 3")},
			{From: "line", To: "tills", Style: result.EdgeHard, Carried: true, Indirect: true, Count: 900},
			{From: "line", To: "atm", Style: result.EdgeSoft, Carried: true, Indirect: true, Label: pick("4시간 유지", "holds up 4h")},
			{From: "site", To: "atm", Style: result.EdgeAlternative, Label: pick("여럿 중 하나, 전환 2시간", "one of several, fails over in 2h")},
			{From: "site", To: "app", Style: result.EdgeAlternative, Indirect: true},
			{From: "power", To: "net", Style: result.EdgeSoft, Indirect: true, Label: pick("8시간 유지", "holds up 8h")},
			{From: "power", To: "site", Style: result.EdgeHard, Label: pick("필수", "needed")},
			{From: "power", To: "line", Style: result.EdgeHard},
			{From: "power", To: "diesel", Style: result.EdgeUnless},
			{From: "line", To: "shops", Style: result.EdgeHard, Carried: true, Count: 7},
			{From: "site", To: "health", Style: result.EdgeHard, Carried: true, Count: 3},
			{From: "line", To: "crypto", Style: result.EdgeSoft, Carried: true},
			{From: "line", To: "roaming", Style: result.EdgeUnless, Carried: true},
			{From: "site", To: "roaming", Style: result.EdgeUnless, Indirect: true},
		},
		Notes: []string{pick("1,257개 노드를 부문별로 묶음", "1,257 nodes folded by sector")},
	}
	for _, s := range states {
		pic.Legend = append(pic.Legend, result.PictureLegend{State: s, Text: string(s), Count: 7})
	}
	for c, text := range []string{pick("구함", "saved"), pick("여전히 중단", "still lost"), pick("새로 중단", "newly lost")} {
		pic.Legend = append(pic.Legend, result.PictureLegend{Change: []result.Change{result.ChangeSaved, result.ChangeStill, result.ChangeNewly}[c], Text: text})
	}
	for i, e := range []result.EdgeStyle{result.EdgeHard, result.EdgeAlternative, result.EdgeSoft, result.EdgeUnless} {
		pic.Legend = append(pic.Legend, result.PictureLegend{Edge: e, Carried: i == 0, Text: fmt.Sprint(e)})
	}
	pic.Legend = append(pic.Legend, result.PictureLegend{Edge: result.EdgeHard, Indirect: true, Text: pick("다른 노드를 거침", "through nodes not shown")})
	return pic
}
