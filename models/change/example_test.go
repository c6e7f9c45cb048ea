package change_test

import (
	"context"
	"fmt"
	"testing/fstest"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/change"
)

func Example() {
	text := `
[carrier.line-a]
[carrier.line-b]
[service.shop]
needs = ["line-a"]
[option.second-line]
cost = 1
set.service.shop.needs = [{ any = ["line-a", "line-b"] }]
`
	m, err := models.LoadFS(fstest.MapFS{"shop.toml": {Data: []byte(text)}}, "shop.toml")
	if err != nil {
		fmt.Println(err)
		return
	}
	with, err := m.WithOptions("second-line")
	if err != nil {
		fmt.Println(err)
		return
	}
	option := m.Option("second-line")
	fmt.Println("with it shop needs", with.Node("shop").Needs[0])
	fmt.Println("it touches", change.Touches(option), "- plainly:", change.Plain(m, option))

	both, err := change.Superpose(context.Background(), m, []string{option.ID})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("either way it needs", both.Model.Node("shop").Needs[0])
	// Output:
	// with it shop needs { any = ["line-a", "line-b"] }
	// it touches [shop] - plainly: true
	// either way it needs { any = [{ all = [{ any = ["line-a", "line-b"] }, "option:0:on"] }, { all = ["line-a", "option:0:off"] }] }
}
