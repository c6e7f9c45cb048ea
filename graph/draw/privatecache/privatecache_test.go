package privatecache_test

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	// It imports go-graphviz, and this package before it.
	_ "github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/rounds"
)

// probeVariable makes the test binary a program that starts go-graphviz, says
// what became of its temporary folder, and ends.
const probeVariable = "PRIVATECACHE_PROBE"

func TestMain(m *testing.M) {
	if os.Getenv(probeVariable) != "" {
		fmt.Println(os.TempDir())
		os.Exit(0)
	}
	code := m.Run()
	if warmFolder != "" {
		os.RemoveAll(warmFolder)
	}
	os.Exit(code)
}

// place is a home and a public temporary folder for a probe.
type place struct {
	home, tmp string
}

func newPlace(t *testing.T) place {
	t.Helper()
	p := place{home: t.TempDir(), tmp: t.TempDir()}
	return p
}

func (p place) root() string { return filepath.Join(p.home, "cache", "meoktong", "layout-engine") }

// env is the environment of a probe, with the user's cache folder set whatever
// the system calls it.
func (p place) env() []string {
	cache := filepath.Join(p.home, "cache")
	return append(os.Environ(), probeVariable+"=1", "TMPDIR="+p.tmp, "TMP="+p.tmp,
		"HOME="+p.home, "XDG_CACHE_HOME="+cache, "LocalAppData="+cache)
}

// start runs a probe, which must neither fail nor touch the public folder.
func (p place) start(t *testing.T, env ...string) {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(p.env(), env...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("the program does not start: %v\n%s", err, out)
	}
	if got := strings.TrimSpace(string(out)); got != p.tmp {
		t.Errorf("afterwards the temporary folder is %q, not %q", got, p.tmp)
	}
	if entries, err := os.ReadDir(p.tmp); err != nil || len(entries) > 0 {
		t.Errorf("the public folder was used: %v %v", entries, err)
	}
}

// manifest returns the generation in use and its first file.
func (p place) manifest(t *testing.T) (generation, file string) {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(p.root(), "manifest"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	if len(lines) < 5 {
		t.Fatalf("manifest %q lists no file", data)
	}
	fields := strings.Fields(lines[2])
	return lines[1], filepath.Join(p.root(), lines[1], filepath.FromSlash(fields[2]))
}

// warmFolder holds the place that [warm] has made, if it has.
var warmFolder string

// warm is a place with a cache, made once.
var warm = sync.OnceValues(func() (place, error) {
	var err error
	if warmFolder, err = os.MkdirTemp("", "warm"); err != nil {
		return place{}, err
	}
	p := place{home: filepath.Join(warmFolder, "home"), tmp: filepath.Join(warmFolder, "tmp")}
	if err = os.MkdirAll(p.tmp, 0o700); err != nil {
		return p, err
	}
	cmd := exec.Command(os.Args[0])
	cmd.Env = p.env()
	out, err := cmd.CombinedOutput()
	if err != nil {
		err = fmt.Errorf("%w: %s", err, out)
	}
	return p, err
})

// warmPlace returns a copy of the place with a cache.
func warmPlace(t *testing.T) place {
	t.Helper()
	from, err := warm()
	if err != nil {
		t.Fatal(err)
	}
	p := newPlace(t)
	if err := os.CopyFS(filepath.Join(p.home, "cache"), os.DirFS(filepath.Join(from.home, "cache"))); err != nil {
		t.Fatal(err)
	}
	// Copies are less private than the original.
	for _, dir := range []string{p.root(), filepath.Dir(p.root())} {
		if err := os.Chmod(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func TestCacheIsMadeAndUsedAgain(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the layout engine")
	}
	t.Parallel()
	p := newPlace(t)
	p.start(t)
	before, file := p.manifest(t)
	for _, dir := range []string{p.root(), filepath.Dir(p.root())} {
		if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 && runtime.GOOS != "windows" {
			t.Errorf("%s: %v, mode %v", dir, err, info.Mode())
		}
	}
	stat, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	p.start(t)
	if after, _ := p.manifest(t); after != before {
		t.Errorf("the second start used %s, not %s", after, before)
	}
	if again, err := os.Stat(file); err != nil || !again.ModTime().Equal(stat.ModTime()) {
		t.Errorf("the second start wrote the cache again")
	}
}

// TestDamage: whatever is wrong with the cache, the program starts, and has a
// good cache afterwards. Each time it compiles the engine anew, which takes most of a
// second, and so the long rounds alone try everything, here and below.
func TestDamage(t *testing.T) {
	t.Parallel()
	if testing.Short() {
		t.Skip("it compiles the layout engine twice")
	}
	tests := []struct {
		name   string
		damage func(t *testing.T, p place, file string)
	}{
		{"a bit flipped in the code", func(t *testing.T, p place, file string) { flip(t, file, 2<<20) }},
		{"a link in the file's place", func(t *testing.T, p place, file string) {
			elsewhere := filepath.Join(p.home, "planted")
			check(t, os.Rename(file, elsewhere))
			check(t, os.Symlink(elsewhere, file))
		}},
		{"a bit flipped in the header", func(t *testing.T, p place, file string) { flip(t, file, 20) }},
		{"cut", func(t *testing.T, p place, file string) {
			check(t, os.Truncate(file, 1000))
		}},
		{"a file that nobody lists", func(t *testing.T, p place, file string) {
			check(t, os.WriteFile(filepath.Join(filepath.Dir(file), strings.Repeat("0", 64)), []byte("x"), 0o600))
		}},
	}
	for _, tt := range tests[:rounds.Size(t, 1, len(tests))] {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			p := warmPlace(t)
			before, file := p.manifest(t)
			tt.damage(t, p, file)
			p.start(t)
			after, file := p.manifest(t)
			if after == before {
				t.Errorf("generation %s is still in use", before)
			}
			if info, err := os.Stat(file); err != nil || info.Size() < 1<<20 {
				t.Errorf("the cache was not built again: %v", err)
			}
		})
	}
}

func TestPlantedLink(t *testing.T) {
	t.Parallel()
	rounds.AtLength(t)
	for _, depth := range []string{"meoktong", "meoktong/layout-engine"} {
		p := newPlace(t)
		theirs := t.TempDir()
		link := filepath.Join(p.home, "cache", depth)
		check(t, os.MkdirAll(filepath.Dir(link), 0o700))
		check(t, os.Symlink(theirs, link))
		p.start(t)
		if entries, _ := os.ReadDir(theirs); len(entries) > 0 {
			t.Errorf("%s: the link was followed: %v", depth, entries)
		}
	}
}

func TestForeignFolder(t *testing.T) {
	t.Parallel()
	rounds.AtLength(t)
	if os.Geteuid() != 0 {
		t.Skip("only root can give a folder away")
	}
	p := warmPlace(t)
	before, _ := p.manifest(t)
	check(t, os.Chown(p.root(), 12345, 12345))
	p.start(t)
	if after, _ := p.manifest(t); after != before {
		t.Errorf("somebody else's folder was written to")
	}
}

func TestOpenFolder(t *testing.T) {
	t.Parallel()
	rounds.AtLength(t)
	if runtime.GOOS == "windows" {
		t.Skip("a folder's mode does not say who may write there")
	}
	p := warmPlace(t)
	before, _ := p.manifest(t)
	check(t, os.Chmod(p.root(), 0o777))
	p.start(t)
	if after, _ := p.manifest(t); after == before {
		t.Errorf("a cache that anybody could have written to is still in use")
	}
	if info, err := os.Stat(p.root()); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is still open: %v", info.Mode())
	}
}

func TestNoHome(t *testing.T) {
	t.Parallel()
	rounds.AtLength(t)
	newPlace(t).start(t, "HOME=", "XDG_CACHE_HOME=", "LocalAppData=")
}

func TestNoFolderCanBeMade(t *testing.T) {
	t.Parallel()
	rounds.AtLength(t)
	// Read-only for root too.
	p := newPlace(t)
	p.start(t, "HOME="+os.DevNull, "XDG_CACHE_HOME="+filepath.Join(os.DevNull, "cache"), "LocalAppData="+os.DevNull)
}

func TestManyAtOnce(t *testing.T) {
	t.Parallel()
	rounds.AtLength(t)
	p := newPlace(t)
	var wg sync.WaitGroup
	for range 3 {
		wg.Go(func() { p.start(t) })
	}
	wg.Wait()
	before, _ := p.manifest(t)
	p.start(t)
	if after, _ := p.manifest(t); after != before {
		t.Errorf("after several starts at once the cache is not usable")
	}
}

func flip(t *testing.T, path string, at int64) {
	t.Helper()
	data, err := os.ReadFile(path)
	check(t, err)
	data[at] ^= 0x10
	check(t, os.WriteFile(path, data, 0o600))
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
