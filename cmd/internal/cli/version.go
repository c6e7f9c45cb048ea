package cli

import (
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
)

func versionCommand() *command {
	return &command{
		use:     "version",
		short:   "Which program this is",
		takes:   withFormat | withOutput,
		formats: tabular(),
		run: func(r *run, _ []string) error {
			v := r.built
			return r.answer(&v, nil)
		},
	}
}

// Built returns which program this is, as far as Go wrote it down when it was built:
// a release or a clone has a version, and what knows of no version control (go run,
// -buildvcs=false, an archive of the source) is "devel".
func Built() result.Version {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		info = &debug.BuildInfo{}
	}
	return builtAs(info)
}

func builtAs(info *debug.BuildInfo) result.Version {
	set := map[string]string{}
	for _, s := range info.Settings {
		set[s.Key] = s.Value
	}
	v := result.Version{Revision: set["vcs.revision"], Modified: set["vcs.modified"] == "true",
		Go: runtime.Version(), OS: runtime.GOOS, Arch: runtime.GOARCH}
	v.Tool.Version = strings.Trim(info.Main.Version, "()")
	if v.Tool.Version == "" {
		v.Tool.Version = "devel"
	}
	return v
}
