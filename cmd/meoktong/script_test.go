package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/meoktong/meoktong/cmd/internal/cli"
	"github.com/meoktong/meoktong/graph/draw"
	"github.com/meoktong/meoktong/graph/result"
)

var update = flag.Bool("update", false, "write what the commands print into the transcripts")

func TestMain(m *testing.M) {
	draw.RunWorkerIfAsked()
	debug.SetGCPercent(400) // many small answers: the tests would spend a fifth of their time on what is left of them
	testscript.Main(thenStop{m}, map[string]func(){"meoktong": pinned, "meoktong-as-built": main})
}

// thenStop runs the tests, and ends their browser.
type thenStop struct{ *testing.M }

func (m thenStop) Run() int {
	defer stopChromium()
	return m.M.Run()
}

// pinned is the program as of one version, so that no transcript hangs on a commit.
func pinned() { runAs(pinnedBuild()) }

func pinnedBuild() result.Version {
	built := result.Version{Revision: "0123456789abcdef", Go: "go1.26.0", OS: "linux", Arch: "amd64"}
	built.Tool.Version = "0.1.0"
	return built
}

// TestScript runs the transcripts: what a user types, and what must come back.
//
// In a transcript "run meoktong" runs it within this process, and "exec meoktong" in
// one of its own, for what the system sees of it; "code 2 meoktong" and "code 2 exec
// meoktong" want an exit code.
func TestScript(t *testing.T) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = t.TempDir()
	}
	scripts, err := filepath.Abs("testdata/script") // the folder is another while a transcript runs
	if err != nil {
		t.Fatal(err)
	}
	korea, err := filepath.Abs("../../models/korea")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           scripts,
		UpdateScripts: *update,
		Setup: func(env *testscript.Env) error {
			// The layout engine compiles itself once, not in every transcript.
			env.Setenv("XDG_CACHE_HOME", cache)
			env.Setenv("LocalAppData", cache)
			if runtime.GOOS == "darwin" {
				env.Setenv("HOME", os.Getenv("HOME"))
			}
			env.Setenv("MEOKTONG_DEBUG", "1")
			env.Setenv("KOREA", korea)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){"code": code, "run": run},
	})
}

// turn lets one transcript at a time have the process's folder and environment.
var turn sync.Mutex

// within runs the program within this process and returns its exit code. A process
// of its own would spend fifty milliseconds on loading the layout engine.
func within(ts *testscript.TestScript, args []string) int {
	turn.Lock()
	defer turn.Unlock()
	before, err := os.Getwd()
	ts.Check(err)
	ts.Check(os.Chdir(ts.MkAbs(".")))
	defer os.Chdir(before)
	for _, name := range []string{"NO_COLOR", "TERM", "MEOKTONG_DEBUG"} { // what the program looks at
		value, was := os.LookupEnv(name)
		os.Setenv(name, ts.Getenv(name))
		defer func() {
			if os.Unsetenv(name); was {
				os.Setenv(name, value)
			}
		}()
	}
	return cli.Main(pinnedBuild(), args, ts.Stdout(), ts.Stderr())
}

// run runs a command that must succeed, or must not: run meoktong list.
func run(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) == 0 || args[0] != "meoktong" {
		ts.Fatalf("usage: run meoktong...")
	}
	if code := within(ts, args[1:]); (code != 0) != neg {
		ts.Fatalf("exit code %d", code)
	}
}

// code runs a command that must end with an exit code: code 4 meoktong check.
func code(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	if err != nil || neg {
		ts.Fatalf("usage: code N [exec] meoktong...")
	}
	got := 0
	var exit *exec.ExitError
	switch {
	case args[1] == "meoktong":
		got = within(ts, args[2:])
	case args[1] != "exec":
		ts.Fatalf("usage: code N [exec] meoktong...")
	case errors.As(ts.Exec(args[2], args[3:]...), &exit):
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}
