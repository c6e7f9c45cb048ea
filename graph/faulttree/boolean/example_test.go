package boolean_test

import (
	"fmt"

	"github.com/meoktong/meoktong/graph/faulttree/boolean"
)

// Example writes down that a clinic fails if its records do, or both of its
// lines; the records need the hall and one of the same lines.
func Example() {
	const hall, lineA, lineB = 0, 1, 2
	f := boolean.New()
	lines := f.And(f.Event(lineA), f.Event(lineB))
	clinic := f.Or(lines, f.Or(f.Event(hall), lines))
	g, root := boolean.Simplify(f, clinic)
	fmt.Println(len(g.Args(root)), "arguments")
	for r, is := range boolean.Modules(g, root) {
		if is {
			fmt.Println("module of", len(g.Args(boolean.Ref(r))))
		}
	}
	fmt.Println(g.Eval(func(event int32) bool { return event == lineA })[root])
	// Output:
	// 2 arguments
	// module of 2
	// module of 2
	// false
}
