package openpsa_test

import (
	"fmt"
	"github.com/meoktong/meoktong/models/formats/format"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models/formats/openpsa"
)

// TestLost reads a file that says more than a tree does.
func TestLost(t *testing.T) {
	const text = `<opsa-mef>
<attributes><attribute name="a" value="b"/></attributes>
<define-fault-tree name="first"><label>The first</label>
<define-gate name="top"><and><gate name="switched"/><basic-event name="e"/></and></define-gate>
<define-gate name="switched"><or><house-event name="on"/><basic-event name="e"/></or></define-gate>
</define-fault-tree>
<define-fault-tree name="second"><label>The second</label></define-fault-tree>
<model-data>
<define-house-event name="on"><label>Switched on</label><constant value="true"/></define-house-event>
<define-basic-event name="e"><label>Some event</label></define-basic-event>
</model-data>
</opsa-mef>`
	tree, flaws := openpsa.Parse([]byte(text))
	if len(flaws) > 0 {
		t.Fatal(flaws)
	}
	var got []string
	for _, l := range tree.Lost {
		got = append(got, fmt.Sprintf("line %d: %s", 1+strings.Count(text[:l.At.Start], "\n"), l.What))
	}
	const want = `line 2: <attributes> is left out
line 5: gate "switched" always fails, whatever its basic events do, and is folded into those that name it
line 7: fault tree "second" is read as a part of "first"
line 7: the label "The second" is of nothing that the model has
line 9: house event "on" is true, and is folded into the gates that name it
line 9: the label "Switched on" is of nothing that the model has`
	if s := strings.Join(got, "\n"); s != want {
		t.Errorf("got\n%s\nwant\n%s", s, want)
	}
	if f := openpsa.Format(); !f.Sniff([]byte(text)) || f.Sniff([]byte("<graphml/>")) || len(f.Read([]format.File{{Data: []byte(text)}}, format.Options{}).Lost) != len(got) {
		t.Error("as a format it is another")
	}
}
