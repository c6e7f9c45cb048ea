package redact_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/redact"
)

func Example() {
	dir, err := os.MkdirTemp("", "example")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "shop.toml")
	text := `
[carrier.kt-backbone]
site = "Hyehwa"
[service.shop]
needs = ["kt-backbone"]
`
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	m, err := models.Load(models.Request{Path: file})
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
