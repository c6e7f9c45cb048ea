package compile_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/graph/compile"
	"github.com/meoktong/meoktong/models"
)

// compiled compiles a model; false where nobody has the lines that some service needs,
// which is an error.
func compiled(t *testing.T, text []byte) (*compile.Compiled, bool) {
	t.Helper()
	name := filepath.Join(t.TempDir(), "model.toml")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: name})
	if err != nil && strings.Contains(err.Error(), "nobody of population") {
		return nil, false
	}
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	c, err := compile.Compile(m)
	if err != nil {
		t.Fatal(err)
	}
	return c, true
}
