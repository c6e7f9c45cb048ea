package cli

import (
	"runtime/debug"
	"testing"
)

func TestBuiltAs(t *testing.T) {
	vcs := func(modified string) []debug.BuildSetting {
		return []debug.BuildSetting{{Key: "vcs.revision", Value: "abc"}, {Key: "vcs.modified", Value: modified}}
	}
	for how, tt := range map[string]struct {
		info              debug.BuildInfo
		version, revision string
		modified          bool
	}{
		"go install":             {debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}, "v1.2.3", "", false},
		"go build in a clone":    {debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-20261130205530-abc"}, Settings: vcs("false")}, "v0.0.0-20261130205530-abc", "abc", false},
		"with changes":           {debug.BuildInfo{Main: debug.Module{Version: "v0.0.0-20261130205530-abc+dirty"}, Settings: vcs("true")}, "v0.0.0-20261130205530-abc+dirty", "abc", true},
		"go run, or -buildvcs=0": {debug.BuildInfo{Main: debug.Module{Version: "(devel)"}}, "devel", "", false},
		"built by another tool":  {debug.BuildInfo{}, "devel", "", false},
	} {
		v := builtAs(&tt.info)
		if v.Tool.Version != tt.version || v.Revision != tt.revision || v.Modified != tt.modified || v.Go == "" || v.OS == "" || v.Arch == "" {
			t.Errorf("%s: %+v", how, v)
		}
	}
}
