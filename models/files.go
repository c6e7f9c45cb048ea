package models

import (
	"cmp"
	"context"
	"embed"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/meoktong/meoktong/models/formats"
	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/internal/source"
)

//go:embed all:korea
var embedded embed.FS

// DefaultFile is the model that is read where none is named and this file is in
// the working folder.
const DefaultFile = "meoktong.toml"

// origin is where a model's files come from.
type origin struct {
	files    fs.FS
	root     string         // how the user would name it
	dir      string         // how the user would name the folder that files is
	single   string         // the one file, or ""
	as       *format.Format // of the one file, where the user says so; nil: to be found
	options  format.Options // of what is read in a format of others
	note     string
	close    func() error
	variants string    // the folder of variants within files; "" where there is none
	stdin    io.Reader // the one file, where it is no file
	others   []string  // files of the folder that are no part of a model, once it was read
}

// resolve finds out what a path means: a file, a folder, or (for "") the
// default file or else the embedded model.
func resolve(name string) (*origin, error) {
	file := DefaultFile
	if name == "" {
		if _, err := os.Stat(DefaultFile); err != nil {
			return embeddedOrigin()
		}
		name = DefaultFile
	} else {
		file = follow(name)
	}
	info, err := os.Stat(name)
	if err != nil {
		return nil, fileError(name, err)
	}
	dir, single := name, ""
	if !info.IsDir() {
		dir, single = filepath.Dir(file), filepath.Base(file)
	}
	root, err := os.OpenRoot(dir) // so that no link leads out of what the user named
	if err != nil {
		return nil, fileError(dir, err)
	}
	return &origin{files: root.FS(), root: name, dir: dir, single: single, note: name, close: root.Close, variants: "variants"}, nil
}

// follow returns the file behind a link that the user named, if it is of the
// same kind: naming it is asking for it. What is no link keeps its name, whatever
// the folders above it are.
func follow(name string) string {
	if info, err := os.Lstat(name); err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return name
	}
	if file, err := filepath.EvalSymlinks(name); err == nil && path.Ext(file) == path.Ext(name) {
		return file
	}
	return name
}

func embeddedOrigin() (*origin, error) {
	sub, err := fs.Sub(embedded, "korea")
	if err != nil {
		return nil, err
	}
	o := originIn(sub, "models/korea")
	o.dir, o.note = o.root, "the embedded Korean model"
	return o, nil
}

// originIn is a model in a file system that needs no closing.
func originIn(files fs.FS, root string) *origin {
	return &origin{files: files, root: root, note: root, close: func() error { return nil }, variants: "variants"}
}

// display returns how the user would name a file of the origin.
func (o *origin) display(name string) string {
	if o.single != "" {
		return o.root
	}
	return filepath.ToSlash(filepath.Join(o.dir, name))
}

// base returns the model's own files, in lexical order.
func (o *origin) base(ctx context.Context) ([]*source.File, error) {
	if o.single != "" || o.stdin != nil {
		src, err := o.readSingle(ctx)
		if err != nil {
			return nil, err
		}
		src.Options, src.Keep = o.options, o.as != nil
		return []*source.File{src}, nil
	}
	var out []*source.File
	total := 0
	err := fs.WalkDir(o.files, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return fileError(o.display(name), err)
		case entry.IsDir() && skipped(entry.Name()):
			return fs.SkipDir
		case entry.IsDir():
			return nil
		case !isTOML(name):
			o.passOver(name)
			return nil
		case len(out) == MaxFiles:
			return &FileError{o.root, fmt.Sprintf("has more than %d files", MaxFiles)}
		}
		src, err := readSource(ctx, o.files, name, o.display(name))
		if err != nil {
			return err
		}
		if total += len(src.Data); total > 8*MaxTOMLBytes {
			return &FileError{o.root, fmt.Sprintf("is larger than %d MiB; write a model of this size as JSON Lines", 8*MaxTOMLBytes>>20)}
		}
		out = append(out, src)
		return nil
	})
	if err == nil && len(out) == 0 {
		err = &FileError{o.root, "has no .toml file" + o.whatElse()}
	}
	return out, err
}

// whatElse says what to do with files of other programs in a folder without a model.
func (o *origin) whatElse() string {
	for _, name := range o.others {
		for _, f := range formats.OfEnding(name) {
			if f.Read != nil {
				return fmt.Sprintf("; files of other programs, as %s may be, are named themselves, or imported (meoktong import says how)", path.Base(name))
			}
		}
	}
	return ""
}

// isTOML says whether a file's name ends as those of the program's own language do.
func isTOML(name string) bool { return strings.EqualFold(path.Ext(name), ".toml") }

// passOver notes a file of the folder that is no part of the model. What tells people of
// it is none that they could miss.
func (o *origin) passOver(name string) {
	base := path.Base(name)
	for _, about := range []string{".", "README", "LICENSE", "CHANGELOG", "SOURCES"} {
		if strings.HasPrefix(base, about) {
			return
		}
	}
	o.others = append(o.others, o.display(name))
}

// skipped says which folders are no part of a model.
func skipped(name string) bool {
	return name == "variants" || name == "testdata" || len(name) > 1 && name[0] == '.'
}

// overlay returns the file that --with names: a path, or variant:NAME.
func (o *origin) overlay(ctx context.Context, name string) (*source.File, error) {
	variant, ok := strings.CutPrefix(name, "variant:")
	if !ok {
		if !isTOML(name) {
			return nil, &NameError{fmt.Sprintf("%s is no overlay", quotePath(name)), "an overlay is a .toml file, variant:NAME or option:ID"}
		}
		file := follow(name)
		root, err := os.OpenRoot(filepath.Dir(file))
		if err != nil {
			return nil, fileError(name, err)
		}
		defer root.Close()
		return readSource(ctx, root.FS(), filepath.Base(file), name)
	}
	file := path.Join(o.variants, variant+".toml")
	if validID(variant) && o.files != nil {
		if _, err := fs.Stat(o.files, file); err == nil {
			return readSource(ctx, o.files, file, filepath.ToSlash(filepath.Join(o.dir, file)))
		}
	}
	return nil, &NameError{fmt.Sprintf("the model has no variant %s", quote(variant)), cmp.Or(didYouMean(variant, o.variantNames()), there(o.variantNames()))}
}

func (o *origin) variantNames() []string {
	if o.files == nil {
		return nil
	}
	files, _ := fs.Glob(o.files, o.variants+"/*.toml")
	for i, f := range files {
		files[i] = strings.TrimSuffix(path.Base(f), ".toml")
	}
	return files
}
