package models_test

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/meoktong/meoktong/models"
)

// folder writes files below a new folder and returns it.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// below returns an error's text with files named from a folder, whichever slashes
// the system has.
func below(dir string, err error) string {
	return strings.NewReplacer(dir+string(filepath.Separator), "", filepath.ToSlash(dir)+"/", "").Replace(err.Error())
}

// ids returns the ids of a model's nodes.
func ids(m *models.Model) string {
	var out []string
	for _, n := range m.Nodes {
		out = append(out, n.ID)
	}
	return strings.Join(out, " ")
}

// show writes a requirement the way that these tests expect it.
func show(r models.Requirement) string {
	if r.On != "" {
		return r.On
	}
	var of []string
	for _, m := range r.Of {
		of = append(of, show(m))
	}
	form := [...]string{models.All: "all", models.Any: "any", models.AtLeast: "at_least"}[r.Form]
	return fmt.Sprintf("%s:%d(%s)", form, r.K, strings.Join(of, " "))
}

func needs(n *models.Node) string {
	var out []string
	for _, r := range n.Needs {
		out = append(out, show(r))
	}
	return strings.Join(out, " ")
}

func TestTour(t *testing.T) {
	m := load(t, tour)
	if got, want := ids(m), "b dns dns-1 dns-2 dns-3 kiosk kt lgu mains pangyo phone shop web"; got != want {
		t.Errorf("nodes %s; want %s", got, want)
	}
	if m.Horizon != 2*time.Hour || m.Lang != "en" || m.Currency != "bn KRW" || m.Asof != "2024-05-01" || m.Title["ko"] != "둘러보기" || m.Description[""] != "Everything once" {
		t.Errorf("[model] is read as %+v", m)
	}
	if got, want := needs(m.Node("web")), "dns any:1(all:2(pangyo dns-1) b) dns-2 dns-3"; got != want {
		t.Errorf("web needs %s; want %s", got, want)
	}
	if got, want := needs(m.Node("dns")), "at_least:2(dns-1 dns-2 dns-3)"; got != want {
		t.Errorf("dns needs %s; want %s", got, want)
	}
	if mods := m.Node("dns").Needs[0].Mods; mods == nil || mods.Failover != 10*time.Minute || !mods.Balanced {
		t.Errorf("dns: %+v", mods)
	}
	if mods := m.Node("lgu").Needs[0].Mods; mods == nil || mods.Holdup != 4*time.Hour || *mods.Provenance != (models.Provenance{Source: "made up", Asof: "2023-09", Confidence: "stated"}) {
		t.Errorf("lgu: %+v", mods)
	}
	web := m.Node("web")
	if web.Needs[0].Mods != nil || !web.Needs[2].Mods.Loss || web.Needs[2].Mods.Accepts || !web.Needs[3].Mods.Accepts {
		t.Error("loss and accepts are mixed up")
	}
	if users, ok := m.Users(web); !ok || users != 500 {
		t.Errorf("web has %v users, %v", users, ok)
	}
	if users, ok := m.Users(m.Node("kiosk")); ok {
		t.Errorf("kiosk has %v users", users)
	}
	if m.Node("dns").Fails || !web.Fails || web.Criticality != 2 || m.Node("shop").Criticality != 1 {
		t.Error("fails or criticality is wrong")
	}
	if !m.Node("shop").SpeaksOfLines() || web.SpeaksOfLines() {
		t.Error("only shop speaks of @access")
	}
	if *m.Node("mains").Chance.Unavailability != 1e-9 {
		t.Error("an unavailability loses its digits")
	}
	if m.Shape("booth") != "house" || m.Shape("carrier") != "hexagon" {
		t.Error("shapes are wrong")
	}
}

func TestTourPlans(t *testing.T) {
	m := load(t, tour)
	in := m.Incidents[1]
	if in.ID != "i" || in.DateOnly || in.Start.Format(time.RFC3339) != "2021-10-25T11:20:00+09:00" || !m.Incidents[0].DateOnly {
		t.Errorf("incidents %+v", m.Incidents)
	}
	if ev := in.Events[1]; ev.At != 5*time.Minute || ev.Degrade[0] != "web@kt" || ev.Demand[0] != (models.Setting{Node: "web", Value: 3}) {
		t.Errorf("event %+v", ev)
	}
	if o := in.Observed[0]; o.Within != 5*time.Minute || !o.Scored || o.From != nil || o.Provenance.Source != "made up" {
		t.Errorf("observation %+v", o)
	}
	if o := in.Observed[1]; *o.From != 25*time.Minute || *o.To != time.Hour || !o.Fitted || o.Level != "partial" {
		t.Errorf("observation %+v", o)
	}
	if p := m.Policies[0]; p.Failures != 2 || *p.MaxShare != 0.2 || *p.MaxOutage != 2*time.Hour || p.For != 4*time.Hour {
		t.Errorf("policy %+v", p)
	}
	if c := m.Terms[0]; c.Bands[1] != (models.Band{From: 48 * time.Hour, Pay: 800_000}) || c.Monthly != 6*time.Hour {
		t.Errorf("terms %+v", c)
	}
}

func TestDefaults(t *testing.T) {
	m := load(t, "[policy.p]\nprotect = \"a\"\nagainst = \"a\"\n[power.a]\n[sector.s]\n[kind.k]\n[service.w]\npopulation = \"p\"\n[population.p]\naccess = { a = 0.9995 }\n")
	if m.Horizon != time.Hour || m.Policies[0].Failures != 1 || m.Sectors[0].FailsAt != 0.1 || m.Shape("k") != "box" || m.Node("w").Use.Reach != 1 {
		t.Errorf("defaults: %+v", m)
	}
	if empty := load(t, "# nothing\n"); len(empty.Nodes) != 0 {
		t.Errorf("an empty file has nodes %v", empty.Nodes)
	}
}

func TestLines(t *testing.T) {
	for name, text := range map[string]string{
		"as it is":           tourLines,
		"Windows line ends":  strings.ReplaceAll(tourLines, "\n", "\r\n"),
		"no last line end":   strings.TrimSuffix(tourLines, "\n"),
		"byte order mark":    "\ufeff" + tourLines,
		"spaces around":      strings.ReplaceAll(tourLines, "{\"id", " \t{ \"id"),
		"in reverse":         strings.Join(reversed(strings.Split(tourLines, "\n")), "\n"),
		"escaped characters": strings.ReplaceAll(tourLines, `"kt"`, `"\u006bt"`),
	} {
		m, err := loadText("m.jsonl", text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := ids(m) + ": " + needs(m.Node("web")) + ", " + needs(m.Node("shop")); got != "kt lgu shop web: shop any:1(@access all:2(kt lgu)), at_least:1(kt web@lgu)" {
			t.Errorf("%s: %s", name, got)
		}
		if users, _ := m.Users(m.Node("shop")); users != 10 || len(m.Sectors) != 1 || m.Node("kt").Tags[0] != "core" {
			t.Errorf("%s: keys are lost", name)
		}
	}
}

func reversed(s []string) []string { slices.Reverse(s); return s }

// A model is the same however its elements are spread over files.
func TestFilesInAnyOrder(t *testing.T) {
	want := load(t, tour)
	var elements []string
	for _, e := range strings.Split(tour, "\n[")[1:] {
		elements = append(elements, "["+e)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		rng.Shuffle(len(elements), func(i, j int) { elements[i], elements[j] = elements[j], elements[i] })
		files := fstest.MapFS{}
		for i, e := range elements {
			name := fmt.Sprintf("%c/%d.toml", 'a'+rng.IntN(3), rng.IntN(5))
			if files[name] == nil {
				files[name] = &fstest.MapFile{}
			}
			files[name].Data = fmt.Appendf(files[name].Data, "%s\n# %d\n", e, i)
		}
		got, err := models.LoadFS(files, "")
		if err != nil {
			t.Fatal(err)
		}
		for i := range want.Nodes {
			a, b := &want.Nodes[i], &got.Nodes[i]
			if a.ID != b.ID || !reflect.DeepEqual(a.Needs, b.Needs) || !reflect.DeepEqual(a.Name, b.Name) || !reflect.DeepEqual(a.Use, b.Use) {
				t.Fatalf("%s differs", a.ID)
			}
		}
		for i := range want.Incidents {
			a, b := &want.Incidents[i], &got.Incidents[i]
			if a.ID != b.ID || !a.Start.Equal(b.Start) || !reflect.DeepEqual(a.Name, b.Name) || !reflect.DeepEqual(a.Events, b.Events) || !reflect.DeepEqual(a.Observed, b.Observed) {
				t.Fatalf("incident %s differs", a.ID)
			}
		}
		if len(want.Incidents) != len(got.Incidents) || !reflect.DeepEqual(want.Populations[0].Access, got.Populations[0].Access) {
			t.Fatal("incidents or populations differ")
		}
	}
}

func TestFolder(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.toml":                 "[power.b]\n",
		"a/z.toml":               "[power.z]\n",
		"a/b/c.toml":             "[power.c]\n",
		"looks-like.toml/x.toml": "[power.x]\n",
		"variants/v.toml":        "[power.variant]\n",
		"a/variants/v.toml":      "[power.variant]\n",
		"a/testdata/t.toml":      "[power.test]\n",
		".hidden/h.toml":         "[power.hidden]\n",
		"notes.txt":              "not a model",
		"lines.jsonl":            `{"id": "line", "kind": "power"}`,
		"README.md":              "[power.readme]\n",
	})
	m, err := models.Load(models.Request{Path: dir})
	if err != nil || ids(m) != "b c x z" {
		t.Errorf("%v, %v", m, err)
	}
	m, err = models.Load(models.Request{Path: dir, With: []string{"variant:v"}})
	if err != nil || ids(m) != "b c variant x z" {
		t.Errorf("with its variant: %v", err)
	}
}

func TestProblemsInFileOrder(t *testing.T) {
	dir := folder(t, map[string]string{
		"b.toml":   "[power.b]\nx = 1\n[power.x]\n[power.y]\nx = 1\n",
		"a.toml":   "[power.a]\ny = = 1\n[power.a2]\nneeds = [\"missing\"]\nz = 1\n",
		"a/c.toml": "[power.c]\nw = 1\n[power.b]\n[power.x]\n",
	})
	_, err := models.Load(models.Request{Path: dir})
	if err == nil {
		t.Fatal("the model is taken for valid")
	}
	const want = `a/c.toml:2:1: error: unknown key "w"
a.toml:2:5: error: this is not valid TOML: a value is missing here; text stands in quotes, such as "web"
a.toml:5:1: error: unknown key "z"
b.toml:1:8: error: "b" is defined twice; first as [power.b] at a/c.toml:3
b.toml:3:8: error: "x" is defined twice; first as [power.x] at a/c.toml:4
b.toml:5:1: error: unknown key "x"`
	got := regexp.MustCompile(`; known are .*`).ReplaceAllString(below(dir, err), "")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestDigest(t *testing.T) {
	one := "[power.a]\n"
	sum := func(s string) string { h := sha256.Sum256([]byte(s)); return hex.EncodeToString(h[:]) }
	digest := func(path string, with ...string) string {
		t.Helper()
		m, err := models.Load(models.Request{Path: path, With: with})
		if err != nil {
			t.Fatal(err)
		}
		return m.Digest
	}
	dir := folder(t, map[string]string{"a.toml": one, "bom.toml": "\ufeff" + one, "more.toml": "[power.b]\n", "o/o.toml": "[option.o]\ncost = 1\nset.power.a.name = \"x\"\n[power.a]\n"})
	file := filepath.Join(dir, "a.toml")
	if got := digest(file); got != sum(one) {
		t.Errorf("one file: %s, but its bytes have %s", got, sum(one))
	}
	if got := digest(filepath.Join(dir, "bom.toml")); got != sum("\ufeff"+one) {
		t.Errorf("a byte order mark does not count: %s", got)
	}
	want := sum(sum(one) + "  a.toml\n" + sum("[power.b]\n") + "  more.toml\n")
	if got := digest(file, filepath.Join(dir, "more.toml")); got != want {
		t.Errorf("with an overlay %s, not %s", got, want)
	}
	option := filepath.Join(dir, "o")
	if digest(option) == digest(option, "option:o") {
		t.Error("an option leaves the digest alone")
	}
}

func TestFileErrors(t *testing.T) {
	dir := folder(t, map[string]string{
		"empty/notes.txt": "x", "model.yaml": "x", "outside.toml": "[power.secret]\n",
		"folder/a.toml": "[power.a]\n", "folder.toml/x": "",
		"large.toml":  strings.Repeat("#", models.MaxTOMLBytes+1),
		"locked.toml": "[power.a]\n",
	})
	if err := os.Symlink("../outside.toml", filepath.Join(dir, "folder", "leak.toml")); err != nil {
		t.Skip(err)
	}
	os.Chmod(filepath.Join(dir, "locked.toml"), 0)
	tests := map[string]string{
		"missing.toml": "missing.toml: there is no such file or folder",
		"missing":      "missing: there is no such file or folder",
		"empty":        "empty: has no .toml file",
		"folder":       "folder/leak.toml: is a link that leads out of its folder, and is not followed",
		"large.toml":   "large.toml: is larger than 8 MiB; write a model of this size as JSON Lines",
		"locked.toml":  "locked.toml: may not be read: permission denied",
		"folder.toml":  "folder.toml: has no .toml file",
	}
	if os.Geteuid() == 0 || runtime.GOOS == "windows" {
		delete(tests, "locked.toml") // root may read everything, and Windows has no such permissions
	}
	for name, want := range tests {
		_, err := models.Load(models.Request{Path: filepath.Join(dir, name)})
		var fe *models.FileError
		if !errors.As(err, &fe) || below(dir, err) != want {
			t.Errorf("%s: %v; want %s", name, err, want)
		}
	}
	_, err := models.Load(models.Request{Path: filepath.Join(dir, "model.yaml")})
	var ne *models.NameError
	if !errors.As(err, &ne) || !strings.Contains(err.Error(), "is no model file") {
		t.Errorf("model.yaml: %v", err)
	}
}

// Plain names are in the language of the model, wherever they stand; descriptions
// are not.
func TestLanguageOfNames(t *testing.T) {
	const text = `
[model]
lang = "ko"
title = "모델"
[service.web]
name = "웹"
description = "said in English"
[service.app]
name = { en = "App" }
[option.o]
name = "선택"
cost = 1
set.service.web.name = "새 웹"
`
	m, err := loadText("m.toml", text)
	if err != nil {
		t.Fatal(err)
	}
	with, err := m.WithOptions("o")
	if err != nil {
		t.Fatal(err)
	}
	got := []models.Text{m.Title, m.Node("web").Name, m.Node("web").Description, m.Node("app").Name, m.Options[0].Name, with.Node("web").Name}
	want := []models.Text{{"ko": "모델"}, {"ko": "웹"}, {"": "said in English"}, {"en": "App"}, {"ko": "선택"}, {"ko": "새 웹"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if m, err = loadText("m.toml", strings.Replace(text, `lang = "ko"`, "", 1)); err != nil || m.Node("web").Name[""] != "웹" {
		t.Errorf("a name in no language: %v, %v", m, err)
	}
}
