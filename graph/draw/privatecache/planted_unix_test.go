//go:build unix

package privatecache

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestPlantedManifest: what is no file is never read as a manifest, not even
// opened, and gives way to a real one.
func TestPlantedManifest(t *testing.T) {
	good := manifest{generation: "gen-1", files: map[string]stamp{"code": {}}}
	elsewhere := t.TempDir()
	if err := good.write(elsewhere); err != nil {
		t.Fatal(err)
	}
	for name, plant := range map[string]func(path string) error{
		"pipe": func(path string) error { return syscall.Mkfifo(path, 0o600) },
		"link": func(path string) error { return os.Symlink(filepath.Join(elsewhere, manifestName), path) },
	} {
		root := t.TempDir()
		if err := plant(filepath.Join(root, manifestName)); err != nil {
			t.Fatal(err)
		}
		read := make(chan error, 1)
		go func() {
			_, err := readManifest(root)
			read <- err
		}()
		select {
		case err := <-read:
			if err == nil {
				t.Errorf("%s: believed", name)
			}
		case <-time.After(10 * time.Second):
			t.Fatalf("%s: waits for a writer", name)
		}
		if err := good.write(root); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := readManifest(root); err != nil {
			t.Errorf("%s: not replaced: %v", name, err)
		}
	}
}
