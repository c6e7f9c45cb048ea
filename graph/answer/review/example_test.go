package review_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/meoktong/meoktong/graph/answer/review"
	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// Two services on one machine, reviewed.
func Example() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	file := filepath.Join(dir, "meoktong.toml")
	model := "[equipment.machine]\n[service.shop]\nusers = 30\nneeds = [\"machine\"]\n[service.till]\nusers = 5\nneeds = [\"machine\"]\n"
	if err = os.WriteFile(file, []byte(model), 0o600); err != nil {
		fmt.Println(err)
		return
	}
	m, err := models.Load(models.Request{Path: file})
	if err != nil {
		fmt.Println(err)
		return
	}
	c, err := compile.Compile(m)
	if err != nil {
		fmt.Println(err)
		return
	}
	r, err := review.Ask(context.Background(), c, review.Question{After: time.Hour})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("worst:", r.Singles.Rows[0].Failed, *r.Singles.Rows[0].UsersDown)
	for _, s := range r.CutSets {
		fmt.Println(s.Node, "falls with", s.Sets)
	}
	// Output:
	// worst: [machine] 35
	// shop falls with [[machine]]
	// till falls with [[machine]]
}
