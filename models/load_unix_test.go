//go:build unix

package models_test

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/meoktong/meoktong/models"
)

// A pipe without a writer must not be waited for.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	pipe := filepath.Join(dir, "pipe.toml")
	if err := syscall.Mkfifo(pipe, 0o644); err != nil {
		t.Skip(err)
	}
	for _, req := range []models.Request{{Path: dir}, {Path: pipe}, {With: []string{pipe}}} {
		done := make(chan error, 1)
		go func() {
			_, err := models.Load(req)
			done <- err
		}()
		select {
		case err := <-done:
			var fe *models.FileError
			if !errors.As(err, &fe) || fe.Reason != "is not an ordinary file" {
				t.Errorf("%+v: %v", req, err)
			}
		case <-time.After(5 * time.Second):
			t.Fatalf("%+v: waits for a writer", req)
		}
	}
}
