package id_test

import (
	"fmt"

	"github.com/meoktong/meoktong/models/internal/id"
)

func Example() {
	names := []string{"Pump A", "pump-a", "Pump_A", "펌프"}
	ids := id.Assign(names, func(i int) string { return "event" })
	for _, name := range names {
		fmt.Println(name, "is", ids[name])
	}
	// Output:
	// Pump A is pump-a-2
	// pump-a is pump-a
	// Pump_A is pump-a-3
	// 펌프 is event
}
