package draw

import (
	"sort"

	"github.com/meoktong/meoktong/graph/result"
)

// ink is a colour on a light and on a dark page, as #rrggbb.
type ink struct{ light, dark string }

// style is how one part of a picture looks. A picture names its styles and a
// writer looks them up, so that all writers agree.
type style struct {
	fill, stroke ink // empty: none
	width        float64
	dash         []float64 // lengths of dash and gap, or none
	round        bool      // round ends: with dashes of no length, dots
	bold         bool
	halo         ink // drawn around text, where lines may cross it; haloWidth wide
	on           string
	// on names the style that text stands on, for the test of contrast.
}

// haloWidth is that of the stroke behind text with a halo; half of it shows.
const haloWidth = 4.0

// The page.
var (
	pageInk  = ink{"#ffffff", "#14181c"}
	textInk  = ink{"#1d2329", "#e8ecef"}
	quietInk = ink{"#59636d", "#a3adb7"}
	frameInk = ink{"#f4f6f8", "#1b2026"}
)

// stateLook is what the parts of a node in one state share.
type stateLook struct {
	fill, line, text, quiet ink
	width                   float64
	dash                    []float64
	round                   bool
	plate, sign             ink
}

// stateLooks: from black over Okabe and Ito's vermilion, orange and yellow to
// blue and white, darker the worse, so that grey tells the same story; the
// outline and the badge tell it a second and a third time. Grey is what waits, and bluish
// green what no longer does: neither is a failure's doing.
func stateLooks() map[result.State]stateLook {
	black, white := ink{"#101010", "#000000"}, ink{"#ffffff", "#ffffff"}
	red := ink{"#b84300", "#c24a00"}
	orange := ink{"#8a4b00", "#f0a830"}
	yellow := ink{"#6e6200", "#e2d24a"}
	blue := ink{"#005a8c", "#66bdf0"}
	green := ink{"#006b4c", "#62d9b0"}
	grey := ink{"#3f4952", "#a9b4be"}
	return map[result.State]stateLook{
		result.StateFailed: {fill: black, line: ink{"#101010", "#ffffff"}, text: white, quiet: ink{"#dcdcdc", "#dcdcdc"}, width: 2.2,
			plate: ink{"#ffffff", "#ffffff"}, sign: ink{"#101010", "#000000"}},
		result.StateDown: {fill: red, line: ink{"#6e2800", "#ffb38a"}, text: white, quiet: ink{"#fff3ec", "#fff3ec"}, width: 1.6,
			plate: ink{"#6e2800", "#ffe0cc"}, sign: ink{"#ffffff", "#6e2800"}},
		result.StatePartial: {fill: ink{"#fbd8a2", "#5e3c08"}, line: orange, text: ink{"#2b1d00", "#fff1d9"}, quiet: ink{"#5c4312", "#e8cfa0"}, width: 1.6,
			plate: ink{"#ffffff", "#2b1d00"}, sign: orange},
		result.StateDegraded: {fill: ink{"#fffbe0", "#35310f"}, line: yellow, text: ink{"#2a2600", "#fbf5c4"}, quiet: ink{"#575000", "#d8cf8a"}, width: 1.6, dash: []float64{7, 4},
			plate: ink{"#fff9d6", "#35310f"}, sign: yellow},
		result.StateAtRisk: {fill: ink{"#e6f3fb", "#10293a"}, line: blue, text: ink{"#0b2636", "#d6edfb"}, quiet: ink{"#2f5268", "#a5cbe2"}, width: 2.2, dash: []float64{0.1, 4.6}, round: true,
			plate: ink{"#e6f3fb", "#10293a"}, sign: blue},
		result.StateStarted: {fill: ink{"#b9e4d1", "#15442f"}, line: green, text: ink{"#07281d", "#d2f4e6"}, quiet: ink{"#234d3e", "#b4e0cf"}, width: 2.2,
			plate: ink{"#ffffff", "#0f2a20"}, sign: green},
		result.StateHeld: {fill: ink{"#d9dee3", "#343c45"}, line: grey, text: ink{"#20272d", "#e6ebef"}, quiet: ink{"#414b55", "#b9c3cc"}, width: 1.4, dash: []float64{2.5, 3},
			plate: ink{"#ffffff", "#21272d"}, sign: grey},
		result.StateUp: {fill: ink{"#ffffff", "#21272d"}, line: ink{"#8b959e", "#717c86"}, text: textInk, quiet: quietInk, width: 1,
			plate: ink{"#ffffff", "#21272d"}, sign: quietInk},
	}
}

// palette returns every style by its name.
func palette() map[string]style {
	p := map[string]style{
		"page":     {fill: pageInk},
		"title":    {fill: textInk, bold: true, on: "page"},
		"subtitle": {fill: quietInk, on: "page"},
		"legend":   {fill: textInk, on: "page"},
		"count":    {fill: textInk, bold: true, on: "page"},
		"remark":   {fill: quietInk, on: "page"},
		"rule":     {stroke: ink{"#d3d9de", "#39424a"}, width: 1},
	}
	for state, look := range stateLooks() {
		addNodeStyles(p, string(state), look)
		addCardStyles(p, string(state), look)
	}
	// The room between the two outlines, which may lie on further sheets.
	ring := p[string(result.StateFailed)+"-ring"]
	ring.fill = pageInk
	p[string(result.StateFailed)+"-ring"] = ring
	addChangeStyles(p)
	addClusterStyles(p)
	addEdgeStyles(p)
	addChartStyles(p)
	return p
}

func addNodeStyles(p map[string]style, state string, look stateLook) {
	body := state + "-body"
	p[body] = style{fill: look.fill, stroke: look.line, width: look.width, dash: look.dash, round: look.round}
	p[state+"-ring"] = style{stroke: look.line, width: look.width}
	p[state+"-line"] = style{stroke: look.line, width: 1}
	p[state+"-hatch"] = style{stroke: look.line, width: 1.5}
	p[state+"-plate"] = style{fill: look.plate, stroke: look.sign, width: 1.4}
	p[state+"-sheet"] = style{fill: look.fill, stroke: look.line, width: 1.2}
	p[state+"-tag"] = style{fill: look.plate, stroke: look.sign, width: 1.2}
	p[state+"-count"] = style{fill: look.sign, bold: true, on: state + "-tag"}
	p[state+"-sign"] = style{fill: look.sign}
	p[state+"-name"] = style{fill: look.text, bold: true, on: body}
	p[state+"-other"] = style{fill: look.quiet, on: body}
	p[state+"-note"] = style{fill: look.text, bold: true, on: body}
}

// changeLooks: Okabe and Ito's bluish green and reddish purple, and grey.
func changeLooks() map[result.Change]ink {
	return map[result.Change]ink{
		result.ChangeSaved: {"#006b4c", "#62d9b0"},
		result.ChangeStill: {"#6a7580", "#e3e8ec"},
		result.ChangeNewly: {"#8c2470", "#f2a3da"},
	}
}

func addChangeStyles(p map[string]style) {
	for change, colour := range changeLooks() {
		name := string(change)
		p[name+"-plate"] = style{fill: colour, stroke: pageInk, width: 1}
		p[name+"-sign"] = style{fill: pageInk, on: name + "-plate"}
		p[name+"-ring"] = style{stroke: colour, width: 3}
	}
	ring := p[string(result.ChangeNewly)+"-ring"]
	ring.dash = []float64{7, 3}
	p[string(result.ChangeNewly)+"-ring"] = ring
}

// addClusterStyles: a sector that fails has a heavy frame, one that is hit a
// dashed one.
func addClusterStyles(p map[string]style) {
	frames := map[result.State]style{
		result.StateDown:     {fill: frameInk, stroke: ink{"#b84300", "#f08048"}, width: 2.4},
		result.StateDegraded: {fill: frameInk, stroke: ink{"#8a7400", "#c2ad45"}, width: 1.5, dash: []float64{9, 4}},
		result.StateUp:       {fill: frameInk, stroke: ink{"#c3cad1", "#3d464f"}, width: 1},
	}
	labels := map[result.State]ink{
		result.StateDown: {"#9c3800", "#ffa878"}, result.StateDegraded: {"#5e4f00", "#dccb74"}, result.StateUp: textInk,
	}
	p["cluster-gap"] = style{fill: frameInk} // behind a label, where lines may cross it
	for state, frame := range frames {
		name := "cluster-" + string(state)
		p[name] = frame
		p[name+"-label"] = style{fill: labels[state], bold: true, on: name}
	}
}

// addEdgeStyles: dashes tell what kind of requirement it is, weight and
// darkness whether the failure took this way.
func addEdgeStyles(p map[string]style) {
	carried, idle := ink{"#7a2d00", "#ff9a66"}, ink{"#7f8a94", "#7b8690"}
	p["edge-hard"] = style{stroke: idle, width: 1.1}
	p["edge-alternative"] = style{stroke: idle, width: 1.1, dash: []float64{6, 3.5}}
	p["edge-soft"] = style{stroke: idle, width: 1.4, dash: []float64{0.1, 4}, round: true}
	p["edge-unless"] = style{stroke: idle, width: 1.1, dash: []float64{9, 3, 1.5, 3}}
	p["edge-tee"] = style{stroke: idle, width: 2}
	p["carried-unless"] = style{stroke: carried, width: 2.3, dash: []float64{11, 4, 2.5, 4}}
	p["carried-tee"] = style{stroke: carried, width: 3}
	p["edge-tip"] = style{fill: idle}
	p["edge-hollow"] = style{fill: pageInk, stroke: idle, width: 1.2}
	p["edge-break"] = style{stroke: idle, width: 1.4}
	p["edge-label"] = style{fill: quietInk, on: "edge-gap"}
	p["carried-hollow"] = style{fill: pageInk, stroke: carried, width: 1.8}
	p["carried-break"] = style{stroke: carried, width: 2}
	p["carried-label"] = style{fill: carried, bold: true, on: "edge-gap"}
	p["edge-gap"] = style{fill: pageInk}
	p["carried-hard"] = style{stroke: carried, width: 2.3}
	p["carried-alternative"] = style{stroke: carried, width: 2.3, dash: []float64{8, 4.5}}
	p["carried-soft"] = style{stroke: carried, width: 2.7, dash: []float64{0.1, 5.4}, round: true}
	p["carried-tip"] = style{fill: carried}
}

// addChartStyles: what is around the bars of a chart, which look like nodes.
func addChartStyles(p map[string]style) {
	p["panel"] = style{fill: frameInk}
	p["panel-label"] = style{fill: textInk, bold: true, on: "panel"}
	p["row-name"] = style{fill: textInk, on: "panel"}
	p["row-other"] = style{fill: quietInk, on: "panel"}
	p["row-time"] = style{fill: textInk, bold: true, halo: frameInk, on: "panel"}
	p["band"] = style{stroke: ink{"#3d4852", "#c5ced6"}, width: 1.4}
	p["grid"] = style{stroke: ink{"#d3d9de", "#39424a"}, width: 1}
	p["tick"] = style{fill: quietInk, halo: pageInk, on: "page"}
	p["tick-date"] = style{fill: textInk, bold: true, halo: pageInk, on: "page"}
	p["mark"] = style{stroke: ink{"#3c4650", "#c3ccd4"}, width: 1.4, dash: []float64{5, 3}}
	p["mark-time"] = style{fill: textInk, bold: true, halo: pageInk, on: "page"}
	p["mark-text"] = style{fill: textInk, halo: pageInk, on: "page"}
}

// styleNames lists the names of styles in order.
func styleNames(p map[string]style) []string {
	names := make([]string, 0, len(p))
	for n := range p {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// knownState returns s, or StateUp for one that is none.
func knownState(s result.State) result.State {
	if _, ok := stateLooks()[s]; ok {
		return s
	}
	return result.StateUp
}

// knownClusterState is knownState for a cluster.
func knownClusterState(s result.State) result.State {
	switch s {
	case result.StateFailed, result.StateDown:
		return result.StateDown
	case result.StatePartial, result.StateDegraded:
		return result.StateDegraded
	}
	return result.StateUp
}

// knownEdge returns s, or EdgeHard for one that is none.
func knownEdge(s result.EdgeStyle) result.EdgeStyle {
	switch s {
	case result.EdgeAlternative, result.EdgeSoft, result.EdgeUnless:
		return s
	}
	return result.EdgeHard
}
