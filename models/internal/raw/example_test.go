package raw_test

import (
	"fmt"

	"github.com/meoktong/meoktong/models/internal/raw"
	"github.com/meoktong/meoktong/models/internal/source"
)

func Example() {
	log := &source.Log{}
	read := func(name, text string) raw.Element {
		elements, _ := raw.Read([]*source.File{{Name: name, Data: []byte(text)}}, log)
		return elements[0]
	}
	shop := read("shop.toml", "[service.shop]\nname = \"Shop\"\nneeds = [\"line-a\"]\n")
	overlay := read("overlay.toml", "[service.shop]\nname = \"The shop\"\nadd.needs = [\"line-b\"]\n")
	shop.Apply(overlay.Changes("overlay.toml", log), log)
	fmt.Println(shop.Name(), shop.Keys["name"].Val, shop.Keys["needs"].Val, shop.Extra["needs"][0].Vals)
	// Output:
	// [service.shop] The shop [line-a] [line-b]
}
