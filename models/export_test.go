package models

import "io/fs"

// LoadFS loads a model from a file system that need not be one of the disk:
// the one file of that name, or all of it for "".
func LoadFS(files fs.FS, single string, with ...string) (*Model, error) {
	root := "model"
	if single != "" {
		root = single
	}
	return load(&origin{files: files, root: root, single: single, note: root, close: func() error { return nil }, variants: "variants"}, with)
}
