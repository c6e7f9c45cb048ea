package questions_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/meoktong/meoktong/graph/answer/questions"
	"github.com/meoktong/meoktong/graph/answer/whatif"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

const shop = `
[service.shop]
needs = [{ on = "api", confidence = "assumed", source = "x:1" }]
[service.board]
needs = [{ on = "api", confidence = "assumed", source = "x:2" }, "log"]
[platform.api]
needs = [{ on = "db-1", confidence = "assumed", source = "x:3" }, { on = "db-2", confidence = "assumed", source = "x:4" }, { on = "log", confidence = "assumed", loss = "degraded" }]
[platform.db-1]
[platform.db-2]
[platform.log]
`

// Example asks what a model of a shop leaves open.
func Example() {
	m, err := models.LoadFS(fstest.MapFS{"m.toml": {Data: []byte(shop)}}, "m.toml")
	if err != nil {
		panic(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		panic(err)
	}
	open, err := questions.Of(context.Background(), c)
	if err != nil {
		panic(err)
	}
	for _, q := range open.Asked {
		fmt.Printf("%s %s %v: %d down, or %d\n", q.Node, q.What, q.On, q.NodesDown, *q.NodesIf)
	}
	fmt.Println(open.Asked[0].Answer[0])
	// Output:
	// api alternatives [db-1 db-2]: 4 down, or 1
	// api degrades [db-1]: 4 down, or 1
	// api degrades [db-2]: 4 down, or 1
	// board dispensable [api]: 3 down, or 1
	// board degrades [api]: 3 down, or 2
	// shop degrades [api]: 3 down, or 2
	// platform.api.needs = [{ any = ["db-1", "db-2"] }, { on = "log", loss = "degraded", confidence = "assumed" }]
}

// TestAnswers writes the line of each answer into an overlay of the model's folder: what
// fails then is what the question says.
func TestAnswers(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("imported.toml", shop)
	down := func(failed string) int {
		m, err := models.Load(models.Request{Path: dir})
		if err != nil {
			t.Fatal(err)
		}
		c, err := compile.Compile(m)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := whatif.Of(t.Context(), c, whatif.Question{Failed: []string{failed}, After: m.Horizon})
		if err != nil {
			t.Fatal(err)
		}
		return answer.Totals.NodesDown
	}
	m, err := models.Load(models.Request{Path: dir})
	if err != nil {
		t.Fatal(err)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	open, err := questions.Of(t.Context(), c)
	if err != nil || len(open.Asked) != 6 || open.All != 6 || open.Tried != 6 {
		t.Fatal(open, err)
	}
	for _, q := range open.Asked {
		write("refined.toml", "overlay.name = \"refined\"\n")
		if before := down(q.On[0]); before != q.NodesDown {
			t.Errorf("%+v: %d", q, before)
		}
		write("refined.toml", "overlay.name = \"refined\"\n"+strings.Join(q.Answer, "\n")+"\n")
		if after := down(q.On[0]); after != *q.NodesIf {
			t.Errorf("%+v: %d", q, after)
		}
	}
}
