package wholefile_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/cmd/internal/wholefile"
)

// write writes a file whole, or fails before its end.
func write(create func(string) (*wholefile.File, error), name, text string, fail error) error {
	f, err := create(name)
	if err != nil {
		return err
	}
	defer f.Drop()
	if _, err := f.WriteString(text); err != nil {
		return err
	}
	if fail != nil {
		return fail
	}
	return f.Replace()
}

// has checks what a file says, and that nothing lies beside it.
func has(t *testing.T, name, want string) {
	t.Helper()
	got, err := os.ReadFile(name)
	if want == "" && errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	if err != nil || string(got) != want {
		t.Errorf("%s: %q, %v; want %q", filepath.Base(name), got, err, want)
	}
	beside, err := filepath.Glob(filepath.Join(filepath.Dir(name), ".meoktong*"))
	if err != nil || len(beside) > 0 {
		t.Errorf("left behind: %v, %v", beside, err)
	}
}

func TestWholeOrNotAtAll(t *testing.T) {
	name := filepath.Join(t.TempDir(), strings.Repeat("x", 250)+".txt")
	stop := errors.New("stop")
	for _, step := range []struct {
		text string
		fail error
		want string
	}{{"half", stop, ""}, {"one", nil, "one"}, {"half", stop, "one"}, {"two", nil, "two"}} {
		if err := write(wholefile.Create, name, step.text, step.fail); !errors.Is(err, step.fail) {
			t.Errorf("%v: %v", step, err)
		}
		has(t, name, step.want)
	}
	if err := write(wholefile.Create, name, "", nil); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(name); err != nil || info.Size() != 0 {
		t.Errorf("nothing was written, and the file has %v, %v", info, err)
	}
	if err := write(wholefile.Create, filepath.Join(name, "below", "x"), "x", nil); err == nil {
		t.Error("a file below a file")
	}
}

func TestPermissions(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("it has no such permissions")
	}
	for _, tt := range []struct {
		create    func(string) (*wholefile.File, error)
		old, want fs.FileMode // 0: there is no old file
	}{
		{wholefile.Create, 0, 0o644}, {wholefile.Create, 0o640, 0o640}, {wholefile.Create, 0o666, 0o666},
		{wholefile.CreatePrivate, 0, 0o600}, {wholefile.CreatePrivate, 0o644, 0o600},
	} {
		name := filepath.Join(t.TempDir(), "x")
		if tt.old != 0 {
			if err := errors.Join(os.WriteFile(name, nil, 0o600), os.Chmod(name, tt.old)); err != nil {
				t.Fatal(err)
			}
		}
		if err := write(tt.create, name, "x", nil); err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm()&^0o022 != tt.want&^0o022 || tt.old != 0 && info.Mode().Perm() != tt.want {
			t.Errorf("of %o: %v, %v; want %o", tt.old, info.Mode(), err, tt.want)
		}
	}
}

// A reader who has the old file open reads it to its end; only Windows may refuse to
// replace it, and then says why and leaves it.
func TestReader(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.txt")
	if err := write(wholefile.Create, name, "old", nil); err != nil {
		t.Fatal(err)
	}
	reader, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	want := "new"
	if err := write(wholefile.Create, name, "new", nil); runtime.GOOS == "windows" && errors.Is(err, wholefile.ErrInUse) {
		want = "old"
	} else if err != nil {
		t.Fatal(err)
	}
	has(t, name, want)
	got := make([]byte, 10)
	if n, err := reader.Read(got); err != nil || string(got[:n]) != "old" {
		t.Errorf("the reader got %q, %v", got[:n], err)
	}
}
