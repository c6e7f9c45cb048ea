package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/meoktong/meoktong/cmd/internal/wholefile"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/redact"
)

// redaction is whether names are replaced, and where the key to them is kept.
type redaction struct {
	on  bool
	key string // "": nowhere
}

// check finds keys that cannot be, before any work is done: above all one that
// would be handed on together with the review.
func (x redaction) check(output string) error {
	switch {
	case x.key == "":
		return nil
	case !x.on:
		return usagef("--key keeps the pseudonyms of --redact, which is not given")
	case output != "" && isInside(x.key, output):
		return usagef("--key %s would lie in the folder of the review, and whoever gets that could turn the pseudonyms back", x.key)
	}
	return nil
}

// redacted returns the model under pseudonyms, where that is asked for, and keeps
// the key to them.
func (r *run) redacted(m *models.Model, x redaction) (*models.Model, error) {
	switch {
	case !x.on:
		return m, nil
	case x.key == "":
		return redact.Model(m, nil), nil
	}
	target, kind, err := resolveOutput(x.key)
	switch {
	case err != nil:
		return nil, err
	case kind != ordinary:
		return nil, usagef("--key %s is no ordinary file", x.key)
	case r.isModel(target):
		return nil, usagef("--key %s would replace the model that was asked", x.key)
	}
	key, err := readKey(target)
	if err != nil {
		return nil, err
	}
	redacted := redact.Model(m, key)
	if err := writeKey(target, key); err != nil { // before the review, so that none is handed on whose names are lost
		return nil, wrapWrite(x.key, err)
	}
	r.note("the key to the pseudonyms is in %s", x.key)
	return redacted, nil
}

// readKey reads a key; one that is not there yet has no names.
func readKey(name string) (*redact.Key, error) {
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return &redact.Key{}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("--key %s cannot be read", name)
	}
	defer file.Close()
	key, err := redact.ReadKey(name, file)
	if err != nil {
		return nil, usagef("--key is no key of review: %v", err)
	}
	return key, nil
}

// writeKey writes a key whole or not at all, for nobody but its owner to read.
func writeKey(name string, key *redact.Key) error {
	return writeWhole(name, wholefile.CreatePrivate, key.Write)
}

// isInside says whether a file would lie in a folder or below it, whatever links
// lead there.
func isInside(file, folder string) bool {
	rel, err := filepath.Rel(realPath(folder), realPath(file))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// realPath resolves a path of which the end need not exist yet.
func realPath(name string) string {
	abs, err := filepath.Abs(name)
	if err != nil {
		return filepath.Clean(name)
	}
	if real, err := filepath.EvalSymlinks(abs); err == nil {
		return real
	}
	if abs == filepath.Dir(abs) { // the root
		return abs
	}
	return filepath.Join(realPath(filepath.Dir(abs)), filepath.Base(abs))
}
