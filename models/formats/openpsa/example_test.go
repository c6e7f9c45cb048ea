package openpsa_test

import (
	"fmt"

	"github.com/meoktong/meoktong/models/formats/openpsa"
)

// Example reads a tree of one gate, and one that is wrong.
func Example() {
	tree, _ := openpsa.Parse([]byte(`<opsa-mef><define-fault-tree name="cooling">
<define-gate name="top"><and><basic-event name="mains"/><basic-event name="generator"/><house-event name="test"/></and></define-gate>
<define-house-event name="test"><constant value="true"/></define-house-event>
<define-basic-event name="mains"><float value="0.01"/></define-basic-event>
<define-basic-event name="generator"/>
</define-fault-tree></opsa-mef>`))
	top := tree.Gates[0].Formula
	fmt.Println(tree.Name, "fails if", top.K, "of", top.Args[0].Name, top.Args[1].Name)

	_, flaws := openpsa.Parse([]byte(`<opsa-mef><define-gate name="top"><gate name="x"/></define-gate></opsa-mef>`))
	fmt.Println(flaws[0].At, flaws[0].Message)
	// Output:
	// cooling fails if 2 of mains generator
	// {0 34 50} there is no gate, basic event or house event "x"
}
