package draw

import (
	"os"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// Layouts run in processes of the test binary.
func TestMain(m *testing.M) {
	RunWorkerIfAsked()
	code := m.Run()
	stopChromium()
	os.Exit(code)
}

// sampleNode is a made-up node in two languages.
type sampleNode struct {
	id, kind, shape, ko, en string
	state                   result.State
	noteKo, noteEn, cluster string
}

// sample is a made-up picture with every state, edge and shape.
func sample(lang string) result.Picture {
	pick := func(ko, en string) string {
		if lang == "ko" {
			return ko
		}
		return en
	}
	pic := result.Picture{
		Lang:     lang,
		Title:    pick("KT 백본망이 멈추면", "If the KT backbone fails"),
		Subtitle: pick("한국 디지털 서비스 모델 · sha256 3f9a17c0 · 장애 1시간 뒤", "Model of Korean digital services · sha256 3f9a17c0 · one hour after the failure"),
		Edges:    sampleEdges,
		Notes:    []string{pick("영향을 받지 않은 노드 41개는 그리지 않았습니다.", "41 nodes that are not affected are left out.")},
	}
	for _, c := range sampleClusters {
		pic.Clusters = append(pic.Clusters, result.PictureCluster{ID: c.id, Label: pick(c.ko, c.en), State: c.state})
	}
	for _, n := range sampleNodes {
		p := result.PictureNode{ID: n.id, Kind: n.kind, Shape: n.shape, Name: pick(n.ko, n.en), Other: pick(n.en, n.ko),
			Note: pick(n.noteKo, n.noteEn), State: n.state, Cluster: n.cluster}
		p.Title = p.Name + ": " + string(n.state)
		pic.Nodes = append(pic.Nodes, p)
	}
	for _, l := range sampleLegend {
		l.entry.Text = pick(l.ko, l.en)
		pic.Legend = append(pic.Legend, l.entry)
	}
	return pic
}

var sampleClusters = []struct {
	id, ko, en string
	state      result.State
}{
	{"network", "통신: 34% 중단", "Communication: 34% down", result.StateDown},
	{"finance", "금융: 12% 중단", "Finance: 12% down", result.StateDown},
	{"retail", "소매 결제: 41% 중단", "Retail payments: 41% down", result.StateDown},
	{"health", "보건: 일부 저하", "Health: degraded", result.StateDegraded},
	{"government", "정부", "Government", result.StateUp},
}

var sampleLegend = []struct {
	entry  result.PictureLegend
	ko, en string
}{
	{result.PictureLegend{State: result.StateFailed, Count: 1}, "고장 (질문)", "failed (as asked)"},
	{result.PictureLegend{State: result.StateDown, Count: 6}, "중단", "down"},
	{result.PictureLegend{State: result.StatePartial, Count: 4}, "일부 이용자 중단", "down for some users"},
	{result.PictureLegend{State: result.StateDegraded, Count: 3}, "저하", "degraded"},
	{result.PictureLegend{State: result.StateAtRisk, Count: 3}, "여유 경로 상실", "redundancy lost"},
	{result.PictureLegend{State: result.StateUp, Count: 8}, "정상", "untouched"},
	{result.PictureLegend{Edge: result.EdgeHard, Carried: true}, "장애가 번진 길", "the failure took this way"},
	{result.PictureLegend{Edge: result.EdgeHard}, "꼭 필요함", "needs exactly this"},
	{result.PictureLegend{Edge: result.EdgeAlternative}, "여럿 중 하나면 됨", "one of several will do"},
	{result.PictureLegend{Edge: result.EdgeSoft}, "없으면 저하", "degraded without it"},
}

var sampleNodes = []sampleNode{
	{"kt-backbone", "carrier", "hexagon", "KT 백본망", "KT backbone", result.StateFailed, "", "", "network"},
	{"kt-internet", "carrier", "hexagon", "KT 인터넷", "KT internet", result.StateDown, "", "", "network"},
	{"kt-mobile", "carrier", "hexagon", "KT 이동통신", "KT mobile", result.StateDown, "", "", "network"},
	{"skb-internet", "carrier", "hexagon", "SK브로드밴드 인터넷", "SK Broadband internet", result.StateUp, "", "", "network"},
	{"lgu-internet", "carrier", "hexagon", "LG유플러스 인터넷", "LG U+ internet", result.StateUp, "", "", "network"},
	{"dns", "equipment", "octagon", "KT DNS", "KT DNS", result.StateDegraded, "", "", "network"},
	{"card-van", "platform", "box", "카드 VAN 승인망", "Card VAN authorisation", result.StateAtRisk, "여유 경로 상실", "redundancy lost", "finance"},
	{"internet-banking", "service", "rounded", "인터넷뱅킹", "Internet banking", result.StatePartial, "41% 중단", "41% down", "finance"},
	{"atm", "service", "rounded", "은행 자동화기기", "Bank cash machines", result.StateDown, "", "", "finance"},
	{"securities", "service", "rounded", "증권 거래 시스템", "Securities trading", result.StateDegraded, "", "", "finance"},
	{"core-banking", "datacentre", "cylinder", "은행 공동 전산센터", "Shared banking data centre", result.StateUp, "", "", "finance"},
	{"pos-terminals", "service", "rounded", "카드 단말기", "Card terminals (POS)", result.StatePartial, "41% 중단", "41% down", "retail"},
	{"delivery", "service", "rounded", "배달 주문", "Delivery orders", result.StatePartial, "38% 중단", "38% down", "retail"},
	{"simple-pay", "service", "rounded", "간편결제", "Simple mobile payment", result.StateDegraded, "", "", "retail"},
	{"pg", "platform", "box", "전자지급결제대행 (PG)", "Payment gateway", result.StateAtRisk, "여유 경로 상실", "redundancy lost", "retail"},
	{"hospital-reception", "service", "rounded", "병원 접수", "Hospital reception", result.StatePartial, "27% 중단", "27% down", "health"},
	{"nhis-lookup", "service", "rounded", "국민건강보험 자격 조회", "Health insurance eligibility lookup", result.StateDown, "", "", "health"},
	{"hospital-line", "equipment", "octagon", "병원 제2 회선", "Hospital's second line", result.StateAtRisk, "여유 경로 상실", "redundancy lost", "health"},
	{"119", "service", "rounded", "119 신고", "Emergency calls (119)", result.StateDown, "", "", "government"},
	{"gov24", "service", "rounded", "정부24", "Government24", result.StateUp, "", "", "government"},
	{"nirs-daejeon", "datacentre", "cylinder", "국가정보자원관리원 대전센터", "NIRS Daejeon data centre", result.StateUp, "", "", "government"},
	{"mains", "power", "trapezium", "한국전력 배전망", "Mains power", result.StateUp, "", "", ""},
	{"smart-farm", "service", "ellipse", "스마트팜 제어", "Smart farm control", result.StateDown, "", "", ""},
	{"timing", "equipment", "diamond", "시각 동기", "Time source", result.StateUp, "", "", ""},
	{"warehouse", "site", "house", "물류 창고", "Warehouse", result.StateUp, "", "", ""},
}

var sampleEdges = []result.PictureEdge{
	{From: "mains", To: "kt-backbone", Style: result.EdgeHard},
	{From: "kt-backbone", To: "kt-internet", Style: result.EdgeHard, Carried: true},
	{From: "kt-backbone", To: "kt-mobile", Style: result.EdgeHard, Carried: true},
	{From: "kt-backbone", To: "dns", Style: result.EdgeSoft, Carried: true},
	{From: "timing", To: "kt-mobile", Style: result.EdgeSoft},
	{From: "kt-internet", To: "card-van", Style: result.EdgeAlternative, Carried: true},
	{From: "skb-internet", To: "card-van", Style: result.EdgeAlternative},
	{From: "kt-internet", To: "internet-banking", Style: result.EdgeHard, Carried: true},
	{From: "skb-internet", To: "internet-banking", Style: result.EdgeHard},
	{From: "lgu-internet", To: "internet-banking", Style: result.EdgeHard},
	{From: "core-banking", To: "internet-banking", Style: result.EdgeHard},
	{From: "core-banking", To: "atm", Style: result.EdgeHard},
	{From: "kt-internet", To: "atm", Style: result.EdgeHard, Carried: true},
	{From: "internet-banking", To: "securities", Style: result.EdgeSoft, Carried: true},
	{From: "kt-internet", To: "pos-terminals", Style: result.EdgeHard, Carried: true},
	{From: "skb-internet", To: "pos-terminals", Style: result.EdgeHard},
	{From: "card-van", To: "pos-terminals", Style: result.EdgeHard},
	{From: "pos-terminals", To: "delivery", Style: result.EdgeHard, Carried: true},
	{From: "kt-mobile", To: "simple-pay", Style: result.EdgeSoft, Carried: true},
	{From: "pg", To: "simple-pay", Style: result.EdgeHard},
	{From: "kt-internet", To: "pg", Style: result.EdgeAlternative, Carried: true},
	{From: "lgu-internet", To: "pg", Style: result.EdgeAlternative},
	{From: "kt-internet", To: "hospital-reception", Style: result.EdgeHard, Carried: true},
	{From: "nhis-lookup", To: "hospital-reception", Style: result.EdgeSoft, Carried: true},
	{From: "kt-internet", To: "nhis-lookup", Style: result.EdgeHard, Carried: true},
	{From: "hospital-line", To: "hospital-reception", Style: result.EdgeAlternative},
	{From: "kt-internet", To: "hospital-line", Style: result.EdgeAlternative, Carried: true},
	{From: "kt-mobile", To: "119", Style: result.EdgeHard, Carried: true},
	{From: "nirs-daejeon", To: "gov24", Style: result.EdgeHard},
	{From: "kt-mobile", To: "smart-farm", Style: result.EdgeHard, Carried: true},
	{From: "warehouse", To: "delivery", Style: result.EdgeSoft},
}
