package layout

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
)

// TestHostileCacheFolder: whatever lies where the cache should be, or in the
// public temporary folder, the layout is the same.
func TestHostileCacheFolder(t *testing.T) {
	if testing.Short() {
		t.Skip("it compiles the layout engine")
	}
	want, err := Run(t.Context(), small(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]func(cache, tmp string) error{
		"a file in the folder's place": func(cache, _ string) error { return os.WriteFile(cache, []byte("x"), 0o600) },
		"a manifest that leads out": func(cache, _ string) error {
			dir := filepath.Join(cache, "meoktong", "layout-engine")
			manifest := "meoktong layout cache 1\ngen-../../..\n00000000 1 x\nend\n"
			return firstError(os.MkdirAll(dir, 0o700), os.WriteFile(filepath.Join(dir, "manifest"), []byte(manifest), 0o600))
		},
		"a planted public cache": func(_, tmp string) error {
			dir := filepath.Join(tmp, "go-graphviz", "wazero-dev-amd64-linux")
			return firstError(os.MkdirAll(dir, 0o777), os.WriteFile(filepath.Join(dir, "0"), []byte("garbage"), 0o666), os.Chmod(tmp, 0o777))
		},
	}
	for name, plant := range cases {
		cache, tmp := filepath.Join(t.TempDir(), "cache"), t.TempDir()
		if err := plant(cache, tmp); err != nil {
			t.Fatal(err)
		}
		for _, variable := range []string{"XDG_CACHE_HOME", "LocalAppData"} {
			t.Setenv(variable, cache)
		}
		t.Setenv("TMPDIR", tmp)
		if got, err := Run(t.Context(), small(), Options{}); err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: another layout, error %v", name, err)
		}
	}
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
