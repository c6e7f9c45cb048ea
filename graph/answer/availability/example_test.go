package availability_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/meoktong/meoktong/graph/answer/availability"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

const shop = `
[carrier.line-a]
availability = 0.99
[carrier.line-b]
availability = 0.99
[service.shop]
users = 500
needs = [{ any = ["line-a", "line-b"] }]
`

// Example asks how long a shop that needs either of two lines is shut.
func Example() {
	a, err := availability.Ask(context.Background(), load(shop), availability.Question{Nodes: []string{"shop"}, Level: "down", Importance: true, After: time.Hour})
	if err != nil {
		panic(err)
	}
	n := a.Nodes[0]
	fmt.Printf("%.4f, %.3f hours out a year, exact: %v\n", n.Availability, n.DowntimeHours, n.Exact)
	for _, m := range n.Importance {
		fmt.Printf("with %s out for sure: %.0f times as often\n", m.Node, m.RAW)
	}
	// Output:
	// 0.9999, 0.876 hours out a year, exact: true
	// with line-a out for sure: 100 times as often
	// with line-b out for sure: 100 times as often
}

func load(text string) *compile.Compiled {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "m.toml")
	if err = os.WriteFile(file, []byte(text), 0o600); err != nil {
		panic(err)
	}
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	return c
}
