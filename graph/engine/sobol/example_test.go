package sobol_test

import (
	"fmt"

	"github.com/meoktong/meoktong/graph/engine/sobol"
)

// An outage lasts as long as a repair, which takes 2 to 10 hours, and a restart, which takes
// 1 to 4: what of its spread is due to which? It is 64 of 73, and 9.
func Example() {
	hours := func(x []float64) float64 { return (2 + 8*x[0]) + (1 + 3*x[1]) }
	found := sobol.Estimate(sample(1, 10_000, 2, 0, 1, hours))
	for i, name := range []string{"repair", "restart"} {
		fmt.Printf("%s %.2f\n", name, found.First[i].Value)
	}
	// Output:
	// repair 0.88
	// restart 0.12
}
