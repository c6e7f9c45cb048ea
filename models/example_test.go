package models_test

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/meoktong/meoktong/models"
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
[carrier.line-a]
[carrier.line-b]
[service.shop]
needs = [{ any = ["line-a", "line-b"] }]
`
	if err = os.WriteFile(file, []byte(text), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		fmt.Println(err) // all that is wrong, one a line
		return
	}
	for _, n := range m.Nodes {
		fmt.Println(n.Kind, n.ID)
	}
	// Output:
	// carrier line-a
	// carrier line-b
	// service shop
}
