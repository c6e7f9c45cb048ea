package openpsa_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/unicode"

	"github.com/meoktong/meoktong/models/internal/modeltest"
)

// plant is a tree whose parts stand in components, with places for what is written in
// many ways.
const plant = `%s<opsa-mef>
<define-fault-tree name="Plant">
<define-gate name="top"><or><gate name="%s"/><basic-event name="%s"/></or></define-gate>
<define-component name="Loop">
<define-gate name="cooling"><and><basic-event name="%s"/><basic-event name="valve"/></and></define-gate>
<define-basic-event name="pump"><float value="%s"/></define-basic-event>
<define-component name="Inner"><define-basic-event name="valve"><float value="0.5"/></define-basic-event></define-component>
</define-component>
</define-fault-tree>
<model-data><define-basic-event name="power"><float value="0"/></define-basic-event></model-data>
</opsa-mef>
`

const plantText = `gate top "top" "" fails=false - cooling power
gate cooling "cooling" "" fails=false - 1( pump valve )
basic-event power "power" "" fails=true 0
basic-event pump "pump" "" fails=true 0.1
basic-event valve "valve" "" fails=true 0.5
`

// TestSameTree reads one tree as tools and people write it.
func TestSameTree(t *testing.T) {
	for name, c := range map[string]struct{ head, gate, event, pump, number string }{
		"as it is":             {"", "cooling", "power", "pump", "0.1"},
		"a document type":      {"<?xml version=\"1.0\" ?>\n<!DOCTYPE opsa-mef>\n", "cooling", "power", "pump", "0.1"},
		"one that lies apart":  {"<!DOCTYPE opsa-mef SYSTEM \"opsa-mef.dtd\">\n", "cooling", "power", "pump", "0.1"},
		"white space":          {"", " cooling", "power\n", "\tpump ", " 0.1 "},
		"whole paths":          {"", "Plant.Loop.cooling", "power", "Plant.Loop.pump", "1e-1"},
		"paths from within":    {"", "Loop.cooling", "power", "Loop.pump", "0.1"},
		"US-ASCII":             {"<?xml version='1.0' encoding='us-ascii'?>\n", "cooling", "power", "pump", "0.1"},
		"UTF-8 without hyphen": {"<?xml version='1.0' encoding='utf8'?>\n", "cooling", "power", "pump", "0.1"},
		"Latin 1":              {"<?xml version='1.0' encoding='ISO-8859-1'?>\n", "cooling", "power", "pump", "0.1"},
	} {
		m, err := modeltest.Text("m.xml", fmt.Sprintf(plant, c.head, c.gate, c.event, c.pump, c.number))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := sortedLines(modelText(m)); got != sortedLines(plantText) {
			t.Errorf("%s: got\n%s", name, got)
		}
	}
}

func sortedLines(text string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	for i := range lines {
		for j := range i {
			if lines[i] < lines[j] {
				lines[i], lines[j] = lines[j], lines[i]
			}
		}
	}
	return strings.Join(lines, "\n")
}

// TestPrivate reads names that belong to their component.
func TestPrivate(t *testing.T) {
	m, err := modeltest.Text("m.xml", `<opsa-mef><define-fault-tree name="T">
<define-gate name="top"><and><gate name="A.g"/><gate name="B.g"/><basic-event name="x"/></and></define-gate>
<define-component name="A" role="private"><define-gate name="g"><or><basic-event name="x"/><basic-event name="y"/></or></define-gate>
<define-basic-event name="x"/><define-basic-event name="y" role="public"/></define-component>
<define-component name="B"><define-gate name="g" role="private"><or><basic-event name="x"/></or></define-gate></define-component>
<define-basic-event name="x"/>
</define-fault-tree></opsa-mef>`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `basic-event t-a-x "T.A.x" "" fails=true -
basic-event x "x" "" fails=true -
basic-event y "y" "" fails=true -
gate t-a-g "T.A.g" "" fails=false - t-a-x y
gate t-b-g "T.B.g" "" fails=false - x
gate top "top" "" fails=false - 1( t-a-g t-b-g x )`
	if got := sortedLines(modelText(m)); got != want {
		t.Errorf("got\n%s", got)
	}
	for name, problem := range map[string]string{
		"the same name twice in one component": `<define-component name="A" role="private"><define-basic-event name="x"/><define-basic-event name="x"/></define-component>`,
		"a private name from outside":          `<define-component name="A" role="private"><define-basic-event name="x"/></define-component><define-gate name="g"><basic-event name="x"/></define-gate>`,
		"one node by two names":                `<define-component name="A"><define-basic-event name="x"/></define-component><define-gate name="g"><or><basic-event name="x"/><event name="A.x"/></or></define-gate>`,
	} {
		if p := modeltest.Problems(t, "m.xml", `<opsa-mef>`+problem+`</opsa-mef>`); len(p) != 1 {
			t.Errorf("%s: %v", name, p)
		}
	}
}

// TestEncodings reads names in the encodings that files say they have.
func TestEncodings(t *testing.T) {
	for said, encode := range map[string]func(string) (string, error){
		"utf-8":        func(s string) (string, error) { return s, nil },
		"euc-kr":       korean.EUCKR.NewEncoder().String,
		"CP949":        korean.EUCKR.NewEncoder().String,
		"utf-16":       unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String,
		"UTF-16BE":     unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String,
		"iso-8859-1":   charmap.ISO8859_1.NewEncoder().String,
		"windows-1252": charmap.Windows1252.NewEncoder().String,
	} {
		name := "냉각"
		if strings.Contains(said, "8859") || strings.Contains(said, "1252") {
			name = "Kühlung"
		}
		text, err := encode(`<?xml version="1.0" encoding="` + said + `"?>
<opsa-mef><define-basic-event name="` + name + `"/></opsa-mef>`)
		if err != nil {
			t.Fatal(err)
		}
		m, err := modeltest.Text("m.xml", text)
		if err != nil || m.Nodes[0].Name[""] != name {
			t.Errorf("%s: %v", said, err)
		}
	}
}

// TestWrongEncoding reads bytes that are not what the file says they are.
func TestWrongEncoding(t *testing.T) {
	p := modeltest.Problems(t, "m.xml", "<?xml version=\"1.0\" encoding=\"euc-kr\"?>\n<opsa-mef><define-basic-event name=\"\xff\xfe\"/></opsa-mef>")
	if len(p) != 1 || p[0].Code != "xml" || p[0].Line != 2 {
		t.Errorf("%v", p)
	}
}

// TestAlways reads top gates that always or never fail.
func TestAlways(t *testing.T) {
	for file, want := range map[string]string{
		"always.xml":     `gate never-fails "never-fails" "" fails=false -` + "\n" + `gate top "top" "" fails=false - 1( never-fails )`,
		"always-not.xml": `gate always "always" "" fails=false - 1( never-fails )` + "\n" + `gate deep "deep" "" fails=false - x` + "\n" + `gate never-fails "never-fails" "" fails=false -`,
	} {
		text, err := os.ReadFile("testdata/" + file)
		if err != nil {
			t.Fatal(err)
		}
		m, err := modeltest.Text(file, string(text))
		if err != nil {
			t.Fatal(err)
		}
		if got := sortedLines(modelText(m)); !strings.HasSuffix(got, want) {
			t.Errorf("%s: got\n%s", file, got)
		}
		gone := "middle"
		if file == "always-not.xml" {
			gone = "never"
		}
		if _, err := m.Select(gone); err == nil || !strings.Contains(err.Error(), "folded into those that name it") {
			t.Errorf("%s: %s: %v", file, gone, err)
		}
	}
}
