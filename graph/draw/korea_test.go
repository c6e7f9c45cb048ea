package draw

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestKoreaFitsInABrowser: the whole shipped model, as the program draws it.
func TestKoreaFitsInABrowser(t *testing.T) {
	ctx := browser(t)
	dir := t.TempDir()
	program := filepath.Join(dir, "meoktong.exe") // Windows runs nothing without the ending
	if out, err := exec.Command("go", "build", "-o", program, "../../cmd/meoktong").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, lang := range []string{"ko", "en"} {
		file := filepath.Join(dir, lang+".svg")
		cmd := exec.Command(program, "draw", "-m", "../../models/korea", "--all", "--lang", lang, "--if", "kt-backbone", "-o", file)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		svg, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		checkInBrowser(t, ctx, "Korea "+lang, svg, 100)
	}
}
