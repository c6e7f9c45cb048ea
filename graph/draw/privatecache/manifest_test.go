package privatecache

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestCollect(t *testing.T) {
	root := t.TempDir()
	old := time.Now().Add(-2 * graceTime)
	for name, when := range map[string]time.Time{
		"gen-used": old, "gen-old": old, "gen-new": time.Now(), "foreign": old, "manifest.1.tmp": old,
	} {
		path := filepath.Join(root, name)
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
	}
	if err := (manifest{generation: "gen-used"}).write(root); err != nil {
		t.Fatal(err)
	}
	collect(root)
	left, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range left {
		names = append(names, e.Name())
	}
	if got, want := strings.Join(names, " "), "foreign gen-new gen-used manifest"; got != want {
		t.Errorf("left are %s, want %s", got, want)
	}
}

func TestManifestRoundTrip(t *testing.T) {
	root := t.TempDir()
	m := manifest{generation: "gen-1", files: map[string]stamp{"a/b": {sum: 0xfffffff0, size: 1 << 40}, "c": {}}}
	if err := m.write(root); err != nil {
		t.Fatal(err)
	}
	got, err := readManifest(root)
	if err != nil || got.generation != m.generation || !sameFiles(got.files, m.files) {
		t.Errorf("got %v, %v; want %v", got, err, m)
	}
}

func TestBadManifest(t *testing.T) {
	good := manifestHeader + "\ngen-1\n00000000 1 code\nend\n"
	tests := map[string]string{
		"empty":              "",
		"cut":                good[:len(good)-4],
		"another version":    strings.Replace(good, "cache 1", "cache 2", 1),
		"leads out":          strings.Replace(good, "gen-1", "gen-/../../gen-1", 1),
		"another folder":     strings.Replace(good, "gen-1", "etc", 1),
		"a bad line":         strings.Replace(good, "00000000", "nothing!", 1),
		"no line of a file":  manifestHeader + "\ngen-1",
		"a manifest's noise": strings.Repeat("x\n", 100),
	}
	for name, text := range tests {
		root := t.TempDir()
		if err := os.WriteFile(filepath.Join(root, manifestName), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, ok := published(root); ok {
			t.Errorf("%s: believed", name)
		}
	}
}

// TestImports keeps this package early in the order of initialisation: an
// import that wazero does not have could be initialised after it.
func TestImports(t *testing.T) {
	list := func(args ...string) []string {
		out, err := exec.Command("go", append([]string{"list"}, args...)...).Output()
		if err != nil {
			t.Skipf("go list: %v", err)
		}
		return strings.Fields(string(out))
	}
	early := map[string]bool{}
	for _, p := range list("-deps", "github.com/tetratelabs/wazero") {
		early[p] = true
	}
	for _, p := range list("-f", `{{join .Imports "\n"}}`, ".") {
		if !early[p] {
			t.Errorf("import of %s, which wazero does not import", p)
		}
	}
}

// BenchmarkCheck measures what the check adds to every start: a cache of the
// usual size is read.
func BenchmarkCheck(b *testing.B) {
	root := b.TempDir()
	if err := os.Mkdir(filepath.Join(root, "gen-1"), 0o700); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "gen-1", "code"), make([]byte, 6<<20), 0o600); err != nil {
		b.Fatal(err)
	}
	m, err := takeStock(root, "gen-1")
	if err != nil {
		b.Fatal(err)
	}
	if err := m.write(root); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, ok := published(root); !ok {
			b.Fatal("not published")
		}
	}
}
