package redact_test

import (
	"fmt"
	"testing/fstest"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/redact"
)

func Example() {
	text := `
[carrier.kt-backbone]
site = "Hyehwa"
[service.shop]
needs = ["kt-backbone"]
`
	m, err := models.LoadFS(fstest.MapFS{"shop.toml": {Data: []byte(text)}}, "shop.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	key := &redact.Key{}
	for _, n := range redact.Model(m, key).Nodes {
		fmt.Println(n.ID, n.Site, n.Needs)
	}
	// key.Write keeps it, for who may know the names; the next version is redacted
	// with what ReadKey reads of that.
	// Output:
	// carrier-01 site-01 []
	// service-01  ["carrier-01"]
}
