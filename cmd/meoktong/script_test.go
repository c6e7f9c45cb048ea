package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/meoktong/meoktong/graph/result"
)

var update = flag.Bool("update", false, "write what the commands print into the transcripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"meoktong": pinned, "meoktong-as-built": main})
}

// pinned is the program as of one version, so that no transcript hangs on a commit.
func pinned() { runAs(pinnedBuild()) }

func pinnedBuild() result.Version {
	built := result.Version{Revision: "0123456789abcdef", Go: "go1.26.0", OS: "linux", Arch: "amd64"}
	built.Tool.Version = "0.1.0"
	return built
}

// TestScript runs the transcripts: what a user types, and what must come back.
func TestScript(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			// The layout engine compiles itself once, not in every transcript.
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Setenv("LocalAppData", cache)
			if runtime.GOOS == "darwin" {
				env.Setenv("HOME", os.Getenv("HOME"))
			}
			env.Setenv("MEOKTONG_DEBUG", "1")
			korea, err := filepath.Abs("../../models/korea")
			env.Setenv("KOREA", korea)
			return err
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"code": code},
	})
}

// code runs a command that must end with an exit code: code 4 meoktong check.
func code(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil || neg {
		ts.Fatalf("usage: code N command...")
	}
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
