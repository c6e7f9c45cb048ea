package models_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// TestRefine says more of single requirements, and finds what cannot be refined.
func TestRefine(t *testing.T) {
	const base = `
[service.web]
needs = [{ on = "db", confidence = "assumed", source = "x:1" }, "cache", { any = ["db", "cache"] }]
[platform.db]
[platform.cache]
`
	for _, c := range []struct{ says, want string }{
		{`service.web.refine.needs.db.loss = "degraded"`, `{ on = "db", loss = "degraded" } "cache" { any = ["db", "cache"] }`},
		{`service.web.refine.needs.db = { loss = "degraded", source = "I know" }`, `{ on = "db", loss = "degraded", source = "I know" } "cache" { any = ["db", "cache"] }`},
		{`service.web.refine.needs.db.loss = "degraded"` + "\n" + `service.web.refine.needs.cache.holdup = "4h"`, `{ on = "db", loss = "degraded" } { on = "cache", holdup = "4h" } { any = ["db", "cache"] }`},
		{`platform.web.refine.needs.db.confidence = "stated"`, `{ on = "db", confidence = "stated" } "cache" { any = ["db", "cache"] }`}, // whatever it has become
		{`service.web.needs = ["db"]` + "\n" + `service.web.refine.needs.db.loss = "degraded"`, `{ on = "db", loss = "degraded" }`},
		{`service.web = { add.needs = ["new"], refine.needs.new.loss = "degraded" }` + "\n[platform.new]", `{ on = "db", source = "x:1", confidence = "assumed" } "cache" { any = ["db", "cache"] } { on = "new", loss = "degraded" }`},
		{`service.wub.refine.needs.db.loss = "degraded"`, `refined.toml:2:9: error: there is no service "wub" to refine; did you mean "web"?`},
		{`service.web.refine.needs.dbx.loss = "degraded"`, `refined.toml:2:26: error: "web" has no requirement on "dbx" by itself; it has "db" and "cache"`},
		{`service.web.refine.needs.db.loss = "degrade"`, `refined.toml:2:36: error: "degrade" must be "degraded"; did you mean "degraded"?`},
		{`service.web.refine.needs.db.on = "cache"`, `refined.toml:2:29: error: a refinement says what a requirement is like`},
		{`service.web.refine.needs.db.failover = "1h"`, `refined.toml:2:29: error: failover has nothing to switch to here`},
		{`service.web.refine.needs = 1`, `refined.toml:2:28: error: refine takes needs alone`},
		{`service.web.refine.site.db = 1`, `refined.toml:2:20: error: refine takes needs alone`},
		{`service.web.refine = 1`, `refined.toml:2:22: error: refine takes requirements`},
		{`service.web.refine.needs.db = 1`, `refined.toml:2:31: error: this is a number, but must be a table`},
		{`sector.retail.refine.needs.db.loss = "degraded"`, `refined.toml:2:8: error: there is no sector "retail" to refine`},
	} {
		dir := t.TempDir()
		for name, text := range map[string]string{"imported.toml": base, "refined.toml": "overlay.name = \"refined\"\n" + c.says + "\n"} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		m, err := models.Load(models.Request{Path: dir})
		if err != nil {
			if got := strings.ReplaceAll(err.Error(), filepath.ToSlash(dir)+"/", ""); !strings.HasPrefix(got, c.want) || strings.Count(got, "error:") > 1 {
				t.Errorf("%s:\n%s", c.says, got)
			}
			continue
		}
		var needs []string
		for _, r := range m.Node("web").Needs {
			needs = append(needs, r.WithGrounds())
		}
		if got := strings.Join(needs, " "); got != c.want {
			t.Errorf("%s:\n%s", c.says, got)
		}
	}
}

// TestRefineLines refines a node of JSON Lines, and one requirement in two overlays.
func TestRefineLines(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"m.jsonl": `{"id": "web", "kind": "service", "needs": ["db", "log"]}` + "\n" + `{"id": "db", "kind": "platform"}` + "\n" + `{"id": "log", "kind": "platform"}` + "\n",
		"a.toml": `service.web.refine.needs.log.loss = "degraded"`, "b.toml": `service.web.refine.needs.db.holdup = "1h"`, "c.toml": `service.web.refine.needs.log.holdup = "1h"`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	at := func(name string) string { return filepath.Join(dir, name) }
	m, err := models.Load(models.Request{Path: at("m.jsonl"), With: []string{at("a.toml"), at("b.toml")}})
	if err != nil {
		t.Fatal(err)
	}
	if got := m.Node("web").Needs; got[0].String() != `{ on = "db", holdup = "1h" }` || got[1].String() != `{ on = "log", loss = "degraded" }` {
		t.Error(got)
	}
	if _, err := models.Load(models.Request{Path: at("m.jsonl"), With: []string{at("a.toml"), at("c.toml")}}); err == nil || !strings.Contains(err.Error(), "both replace \"refine.needs.log\" of [service.web]") {
		t.Error(err)
	}
}
