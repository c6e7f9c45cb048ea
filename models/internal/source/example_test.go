package source_test

import (
	"fmt"

	"github.com/meoktong/meoktong/models/internal/source"
)

func Example() {
	file := &source.File{Name: "shop.toml", Data: []byte("[service.shop]\nneeds = [\"line-a\", \"line-b\"]\n")}
	log := &source.Log{}
	if _, ok := file.DecodeTOML(log); !ok {
		fmt.Println(log.Problems())
	}
	second := source.Place{File: file}.With("service", "shop", "needs", source.Index(1))
	log.Add(source.Problem{Code: "unknown-id", Message: `there is no node "line-b"`}, second, false)
	fmt.Println(log.Problems())
	// Output:
	// shop.toml:2:20: error: there is no node "line-b"
}
