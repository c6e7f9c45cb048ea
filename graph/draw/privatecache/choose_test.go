package privatecache

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// cacheIn points this process to a cache folder of its own, and returns where the
// generations go in it.
func cacheIn(t *testing.T, cache string) string {
	t.Helper()
	for _, variable := range []string{"XDG_CACHE_HOME", "LocalAppData", "HOME"} {
		t.Setenv(variable, cache)
	}
	base, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(base, "meoktong", "layout-engine")
}

// TestNoPrivateFolder: where no folder is surely ours alone, nothing is written and
// nothing that lies there is used. With the long rounds the whole program is started
// in such places.
func TestNoPrivateFolder(t *testing.T) {
	link := func(above int) func(t *testing.T, root, theirs string) {
		return func(t *testing.T, root, theirs string) {
			for range above {
				root = filepath.Dir(root)
			}
			must(t, os.MkdirAll(filepath.Dir(root), 0o700))
			must(t, os.Symlink(theirs, root))
		}
	}
	for name, plant := range map[string]func(t *testing.T, root, theirs string){
		"a link":       link(0),
		"a link above": link(1),
		"a file": func(t *testing.T, root, _ string) {
			must(t, os.MkdirAll(filepath.Dir(root), 0o700))
			must(t, os.WriteFile(root, nil, 0o600))
		},
		"somebody else's": func(t *testing.T, root, _ string) {
			if os.Geteuid() != 0 {
				t.Skip("only root can give a folder away")
			}
			must(t, os.MkdirAll(root, 0o700))
			must(t, os.Chown(root, 12345, 12345))
		},
		"in a folder open to all": func(t *testing.T, root, _ string) {
			if !permissionsMatter {
				t.Skip("a folder's mode does not say who may write there")
			}
			base := filepath.Dir(filepath.Dir(root))
			must(t, os.MkdirAll(base, 0o700))
			must(t, os.Chmod(base, 0o777))
		},
	} {
		t.Run(name, func(t *testing.T) {
			root, theirs := cacheIn(t, filepath.Join(t.TempDir(), "cache")), t.TempDir()
			plant(t, root, theirs)
			var s session
			if got := s.choose(); got != nowhere || s.root != "" {
				t.Errorf("%s is used", got)
			}
			for _, dir := range []string{root, theirs} {
				if entries, _ := os.ReadDir(dir); len(entries) > 0 {
					t.Errorf("%s was written to: %v", dir, entries)
				}
			}
		})
	}
	for _, home := range []string{"", os.DevNull} {
		cacheIn(t, home)
		var s session
		if got := s.choose(); got != nowhere {
			t.Errorf("home %q: %s is used", home, got)
		}
	}
}

// built is a cache with a generation as a process leaves it behind: somebody's code.
func built(t *testing.T) (root, generation string) {
	t.Helper()
	root = cacheIn(t, filepath.Join(t.TempDir(), "cache"))
	var s session
	dir := s.choose()
	must(t, os.WriteFile(filepath.Join(dir, "code"), []byte("code"), 0o600))
	s.publish()
	return root, dir
}

// TestChoose: a generation is used again as long as nobody else could have changed it.
func TestChoose(t *testing.T) {
	for name, tt := range map[string]struct {
		harm func(t *testing.T, root, generation string)
		used bool
	}{
		"as it was left": {func(*testing.T, string, string) {}, true},
		"a folder that was open": {func(t *testing.T, root, _ string) {
			if !permissionsMatter {
				t.Skip("a folder's mode does not say who may write there")
			}
			must(t, os.Chmod(root, 0o777))
		}, false},
		"other code": {func(t *testing.T, _, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, "code"), []byte("edoc"), 0o600))
		}, false},
		"cut": {func(t *testing.T, _, dir string) { must(t, os.Truncate(filepath.Join(dir, "code"), 1)) }, false},
		"more": {func(t *testing.T, _, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, strings.Repeat("0", 64)), []byte("x"), 0o600))
		}, false},
		"a link": {func(t *testing.T, _, dir string) {
			elsewhere := filepath.Join(t.TempDir(), "planted")
			must(t, os.Rename(filepath.Join(dir, "code"), elsewhere))
			must(t, os.Symlink(elsewhere, filepath.Join(dir, "code")))
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			root, before := built(t)
			tt.harm(t, root, before)
			var s session
			if got := s.choose(); (got == before) != tt.used || got == nowhere {
				t.Errorf("%s is used after %s", got, before)
			}
			if info, err := os.Stat(root); err != nil || permissionsMatter && info.Mode().Perm() != 0o700 {
				t.Errorf("the folder's mode is %v", info.Mode())
			}
		})
	}
}

// TestFirstOfSeveral: of processes that start at once the first to be done leaves its
// generation, and the others remove theirs.
func TestFirstOfSeveral(t *testing.T) {
	root := cacheIn(t, filepath.Join(t.TempDir(), "cache"))
	var starts [3]session
	for i := range starts {
		must(t, os.WriteFile(filepath.Join(starts[i].choose(), "code"), []byte("code"), 0o600))
	}
	for i := range starts {
		starts[i].publish()
	}
	m, ok := published(root)
	if entries, err := os.ReadDir(root); !ok || m.generation != starts[0].generation || err != nil || len(entries) != 2 {
		t.Errorf("%v is published of %v, %v", m.generation, starts[0].generation, entries)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
