package boolean_test

import (
	"context"
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
	g, root, err := boolean.Simplify(context.Background(), f, clinic)
	if err != nil {
		panic(err)
	}
	fmt.Println(len(g.Args(root)), "arguments")
	modules, err := boolean.Modules(context.Background(), g, root)
	if err != nil {
		panic(err)
	}
	for r, is := range modules {
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
