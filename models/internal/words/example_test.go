package words_test

import (
	"fmt"

	"github.com/meoktong/meoktong/models/internal/words"
)

func Example() {
	known := []string{"carrier", "power", "service"}
	fmt.Printf("%s is none of %s; %s\n", words.Quote("carier"), words.List(known), words.DidYouMean("carier", known))
	// Output:
	// "carier" is none of "carrier", "power" or "service"; did you mean "carrier"?
}
