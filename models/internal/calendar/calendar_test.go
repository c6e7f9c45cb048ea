package calendar_test

import (
	"fmt"
	"testing"

	"github.com/meoktong/meoktong/models/internal/calendar"
)

func Example() {
	fmt.Println(calendar.Valid("2021-10"), calendar.First("2021-10"), calendar.Last("2021-10"))
	// Output: true 2021-10-01 2021-10-31
}

func TestValid(t *testing.T) {
	for text, want := range map[string]bool{"2021": true, "2021-02": true, "2021-02-28": true, "2024-02-29": true,
		"": false, "21": false, "2021-2": false, "2021-13": false, "2021-00": false, "2021-02-29": false, "2021-02-3": false, "2021-10-25T00:00:00Z": false, "soon": false} {
		if got := calendar.Valid(text); got != want {
			t.Errorf("%q: %t, want %t", text, got, want)
		}
	}
}
