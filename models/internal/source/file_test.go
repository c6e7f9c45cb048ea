package source_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/meoktong/meoktong/models/formats/jsonl"
	"github.com/meoktong/meoktong/models/internal/source"
)

// TestPlacesAtOnce asks where things stand from several sides; the race detector
// says whether that is safe.
func TestPlacesAtOnce(t *testing.T) {
	text := ""
	for i := range 100 {
		text += fmt.Sprintf("{\"id\": \"n%d\", \"kind\": \"power\"}\n", i)
	}
	file := &source.File{Name: "m.jsonl", Data: []byte(text), Format: jsonl.Format()}
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for line := 1; line <= 100; line++ {
				at := source.Place{File: file, Path: []string{"id"}, Line: line}
				if got, column, _ := file.Locate(at, false); got != line || column != 8 || file.LineText(line) == "" {
					t.Errorf("line %d is at %d:%d", line, got, column)
				}
			}
		})
	}
	all.Wait()
}
