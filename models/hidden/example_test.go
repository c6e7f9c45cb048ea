package hidden_test

import (
	"fmt"

	"github.com/meoktong/meoktong/models/hidden"
)

func Example() {
	fmt.Printf("%s\n", hidden.EscapeJSON([]byte("{\"name\": \"\u202eweb\u007f \U000e0001\"}")))
	// Output:
	// {"name": "\u202eweb\u007f \udb40\udc01"}
}
