package formats

import (
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/meoktong/meoktong/models/formats/format"
	"github.com/meoktong/meoktong/models/plain"
)

// The bounds of looking around.
const (
	MaxLooked = 5_000 // files and folders
	maxDepth  = 6     // of folders
	headBytes = 64 << 10
)

// Found are files of a format that make one model.
type Found struct {
	Format format.Format
	Files  []string // in lexical order
}

// Find returns the files of others in a folder and below it, by format: those of one that
// joins them together, and of others each by itself. Hidden folders and those of fetched
// packages are passed over, and no link is followed; bounded says that there is more than
// MaxLooked. It reads the first 64 KiB of each file that may be of a format; the error is
// that of the folder.
func Find(dir string) (found []Found, bounded bool, err error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, false, err
	}
	defer root.Close()
	files := map[string][]string{}
	looked := 0
	err = fs.WalkDir(root.FS(), ".", func(name string, entry fs.DirEntry, err error) error {
		if looked++; looked > MaxLooked {
			bounded = true
			return fs.SkipAll
		}
		switch {
		case err != nil && entry == nil:
			return err
		case err != nil || entry.IsDir() && (passedOver(entry.Name()) || strings.Count(name, "/") >= maxDepth):
			return fs.SkipDir
		case entry.IsDir() || !entry.Type().IsRegular():
			return nil
		}
		if f := foreignIn(root.FS(), name); f != "" {
			files[f] = append(files[f], filepath.Join(dir, filepath.FromSlash(name)))
		}
		return nil
	})
	for _, f := range Foreign() {
		of := files[f.Name]
		switch {
		case len(of) == 0:
		case f.Joins:
			found = append(found, Found{f, of})
		default:
			for _, file := range of {
				found = append(found, Found{f, []string{file}})
			}
		}
	}
	return found, bounded, err
}

// passedOver says which folders hold nothing of the user's own.
func passedOver(name string) bool {
	return len(name) > 1 && name[0] == '.' || name == "node_modules" || name == "vendor" || name == "testdata"
}

// foreignIn returns the name of the foreign format that a file is of, by its ending and its
// content; "" for none. What has no known ending its user may not mean, whatever it holds.
func foreignIn(files fs.FS, name string) string {
	if len(OfEnding(name)) == 0 {
		return ""
	}
	f, err := files.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, headBytes))
	if err != nil {
		return ""
	}
	head = plain.UTF8(head)
	of, known := Of(name, head)
	if !known || of.Read == nil || of.Sniff != nil && !of.Sniff(head) {
		return ""
	}
	return of.Name
}
