package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/meoktong/meoktong/graph/rounds"
)

// hostileModel has names that try to get out of a page.
const hostileModel = `
[model]
title = "</title><script>alert(1)</script>"
description = "<img src=http://127.0.0.1:9/x onerror=alert(2)>"
[carrier.line]
name = { en = "\"><script>alert(3)</script>", ko = "'>{{.}}</style>회선" }
operator = "<b>KT</b>"
[carrier.other]
[datacentre.site]
name = { en = "--><svg onload=alert(4)>", ko = "]]>전산실" }
[population.people]
size = 1000
access = { line = 0.4, other = 0.6 }
[sector.retail]
name = { en = "<h1>Retail</h1>", ko = "소매</section>" }
[service.tills]
name = { en = "javascript:alert(5)", ko = "포스기 & <i>단말</i>" }
sector = "retail"
population = "people"
needs = [{ on = "site", confidence = "assumed", source = "</td><script>" }]
[incident.fire]
name = { en = "<a href=http://127.0.0.1:9/>Fire</a>", ko = "<화재>" }
events = [{ at = "0m", fail = ["site"], for = "2h", reason = "<script>alert(6)</script>" }]
observed = [{ node = "tills", level = "down" }]
[policy.lasting]
name = "<script>alert(7)</script>"
protect = "tills"
against = "kind:datacentre"
[option.spare]
name = "<script>alert(8)</script>"
cost = 2
set.datacentre.spare-site.name = "<script>alert(9)</script>"
set.service.tills.needs = [{ any = ["site", "spare-site"] }]
`

// sound is a script that lists what is wrong with a page's structure.
const sound = `(() => {
	const bad = [], ids = new Set();
	for (const e of document.querySelectorAll("[id]")) { if (ids.has(e.id)) { bad.push("two of #" + e.id); } ids.add(e.id); }
	for (const a of document.querySelectorAll("a")) {
		const to = a.getAttribute("href");
		if (!to.startsWith("#") || !ids.has(to.slice(1))) { bad.push("link to " + to); }
	}
	let before = 0;
	for (const h of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
		const level = Number(h.tagName[1]);
		if (level > before + 1) { bad.push("heading jumps to " + h.tagName + " " + h.textContent); }
		if (h.textContent.trim() == "") { bad.push("empty " + h.tagName); }
		before = level;
	}
	for (const th of document.querySelectorAll("th")) { if (!["row", "col"].includes(th.scope)) { bad.push("th without scope"); } }
	for (const i of document.images) { if (i.naturalWidth == 0 || i.alt == "") { bad.push("picture " + i.alt); } }
	if (document.images.length < 3) { bad.push("only " + document.images.length + " pictures"); }
	if (document.scripts.length + document.querySelectorAll("iframe, object, embed, form, link").length > 0) { bad.push("something active"); }
	if (document.querySelectorAll("main table").length < 5) { bad.push("too few tables"); }
	return bad;
})()`

// fileURL is how a browser names a file, on every system.
func fileURL(name string) string {
	return "file:///" + strings.TrimPrefix(filepath.ToSlash(name), "/")
}

// review runs the command in a folder and returns where the page is.
func review(t *testing.T, folder, model string, args ...string) string {
	t.Helper()
	args = append([]string{"review", "-q", "-m", model, "-o", folder}, args...)
	if out, err := exec.Command("meoktong", args...).CombinedOutput(); err != nil {
		t.Fatalf("meoktong %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return filepath.Join(folder, "review.html")
}

// reviewed are pages of one model, by language, each made once.
var reviewed = map[string]string{}

// reviewedModel is what pages are looked at of: a town, at length the shipped model.
func reviewedModel(t *testing.T) string {
	t.Helper()
	if rounds.Asked(t) { // a review of it takes many seconds
		return "../../models/korea"
	}
	return "../../graph/answer/review/testdata/town.toml"
}

// reviewPage is the page of that model.
func reviewPage(t *testing.T, lang string) string {
	t.Helper()
	if reviewed[lang] == "" {
		page, err := os.ReadFile(review(t, filepath.Join(t.TempDir(), "review"), reviewedModel(t), "--lang", lang))
		if err != nil {
			t.Fatal(err)
		}
		reviewed[lang] = string(page)
	}
	file := filepath.Join(t.TempDir(), "review.html")
	if err := os.WriteFile(file, []byte(reviewed[lang]), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestReviewInABrowser looks at hostile models and another in both languages: nothing leaves the page, nothing complains, and the contents can be
// reached and used by keyboard.
func TestReviewInABrowser(t *testing.T) {
	ctx := browser(t)
	watch := watchPage(t, ctx)
	hostile := filepath.Join(t.TempDir(), "hostile.toml")
	if err := os.WriteFile(hostile, []byte(hostileModel), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ model, lang string }{{hostile, "en"}, {hostile, "ko"}, {reviewedModel(t), "ko"}} {
		var page string
		if tt.model == hostile {
			page = review(t, filepath.Join(t.TempDir(), "review"), tt.model, "--lang", tt.lang)
		} else {
			page = reviewPage(t, tt.lang)
		}
		watch.open(t, ctx, page)
		if bad, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](sound)); err != nil || len(bad) > 0 {
			t.Errorf("%s in %s: %v %v", tt.model, tt.lang, bad, err)
		}
		if lang := evaluate[string](t, ctx, "document.documentElement.lang"); lang != tt.lang {
			t.Errorf("the page is in %q, want %q", lang, tt.lang)
		}
		byKeyboard(t, ctx)
		light := background(t, ctx, "light")
		if dark := background(t, ctx, "dark"); dark == light {
			t.Errorf("dark and light are both %s: is the style taken?", dark)
		}
		if seen := watch.seen(); len(seen) > 0 {
			t.Errorf("%s in %s: %q", tt.model, tt.lang, seen)
		}
	}
}

// TestPolicyHolds: the page's own policy stops what is put into it, so that it
// would stop what got past the escaping; and what the other test watches for is
// seen.
func TestPolicyHolds(t *testing.T) {
	ctx := browser(t)
	watch := watchPage(t, ctx)
	dir := t.TempDir()
	hostile := filepath.Join(dir, "hostile.toml")
	if err := os.WriteFile(hostile, []byte(hostileModel), 0o600); err != nil {
		t.Fatal(err)
	}
	page := review(t, filepath.Join(dir, "review"), hostile)
	data, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Replace(data, []byte("</main>"), []byte(`<script>document.title = "taken"</script><p style="color: red">x</p></main>`), 1)
	if err := os.WriteFile(page, data, 0o600); err != nil {
		t.Fatal(err)
	}
	watch.open(t, ctx, page)
	if title := evaluate[string](t, ctx, "document.title"); title == "taken" {
		t.Error("a script ran")
	}
	if seen := watch.seen(); len(seen) < 2 {
		t.Errorf("a script and a style were stopped, and this was seen: %q", seen)
	}
}

// narrow is a script that lists what cannot be read on a narrow screen: what is wider than
// it, or than its box, once all is opened; a column that is not there; a cell that does not
// say what it is of.
const narrow = `(() => {
	const bad = [], short = e => (e.className + " " + e.textContent).slice(0, 60);
	for (const d of document.querySelectorAll("details:not(.enlarge)")) { d.open = true; }
	if (document.documentElement.scrollWidth > innerWidth) { bad.push("the page is " + document.documentElement.scrollWidth + " wide"); }
	for (const box of document.querySelectorAll("body *:not(.picture, .picture *, .skip, thead, thead *, code)")) {
		const at = box.getBoundingClientRect();
		if (at.width > 0 && (at.left < -1 || at.right > innerWidth + 1)) { bad.push("leaves the page: " + short(box)); }
		if (box.clientWidth > 0 && box.scrollWidth > box.clientWidth + 1) { bad.push("hides something: " + short(box)); }
	}
	let labelled = 0;
	for (const table of document.querySelectorAll("table")) {
		const heads = [...table.querySelectorAll("thead > tr > *")].map(h => h.textContent);
		for (const row of table.tBodies[0].rows) {
			[...row.cells].forEach((c, i) => {
				if (c.textContent != "" && c.getBoundingClientRect().height == 0) { bad.push("not there: " + short(c)); }
				if (c.tagName == "TD" && c.textContent != "" && heads[i]) {
					if (getComputedStyle(c, "::before").content.startsWith('"' + heads[i])) { labelled++; } else { bad.push("no label: " + short(c)); }
				}
			});
		}
	}
	if (labelled < 100) { bad.push("only " + labelled + " cells say what they are of"); }
	return bad.slice(0, 5);
})()`

// TestReviewOnAPhone: at the width of a phone nothing is cut off, and no table hides
// columns.
func TestReviewOnAPhone(t *testing.T) {
	ctx := browser(t)
	watch := watchPage(t, ctx)
	for _, lang := range []string{"ko", "en"}[:rounds.Size(t, 1, 2)] {
		page := reviewPage(t, lang)
		for _, width := range []int64{320, 360, 500} {
			params := emulation.SetDeviceMetricsOverrideParams{Width: width, Height: 800, DeviceScaleFactor: 1}
			if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, params); err != nil {
				t.Fatal(err)
			}
			watch.open(t, ctx, page)
			if bad := evaluate[[]string](t, ctx, narrow); len(bad) > 0 {
				t.Errorf("%s at %d: %q", lang, width, bad)
			}
			if wide := evaluate[float64](t, ctx, enlarged); wide < float64(rounds.Size(t, 800, 1000)) {
				t.Errorf("%s at %d: enlarged, the whole model is %v wide", lang, width, wide)
			}
		}
		if bad := printed(t, ctx); len(bad) > 0 {
			t.Errorf("%s: printed, %q", lang, bad)
		}
	}
}

// TestReviewOnPaper: what stands on the first page fits one sheet of A4, what follows begins
// on another, and no table is wider than the paper.
func TestReviewOnPaper(t *testing.T) {
	ctx := browser(t)
	watch := watchPage(t, ctx)
	sheet := emulation.SetDeviceMetricsOverrideParams{Width: 717, Height: 1045, DeviceScaleFactor: 1} // less margins of a centimetre
	if _, err := chromedp.Call(ctx, emulation.SetDeviceMetricsOverride, sheet); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"}); err != nil {
		t.Fatal(err)
	}
	for _, lang := range []string{"ko", "en"}[:rounds.Size(t, 1, 2)] {
		watch.open(t, ctx, reviewPage(t, lang))
		if end := evaluate[float64](t, ctx, `document.getElementById("short").getBoundingClientRect().bottom`); end > 1000 || end < 300 {
			t.Errorf("%s: the first page ends at %v", lang, end)
		}
		if after := evaluate[string](t, ctx, `getComputedStyle(document.getElementById("short")).breakAfter`); after != "page" {
			t.Errorf("%s: after the first page: %s", lang, after)
		}
		if wide := evaluate[[]string](t, ctx, `[...document.querySelectorAll("table")].filter(x => x.getBoundingClientRect().right > innerWidth + 1).map(x => x.textContent.slice(0, 60))`); len(wide) > 0 {
			t.Errorf("%s: wider than the paper: %q", lang, wide)
		}
	}
}

// enlarged is a script that opens what enlarges the first picture, and says how wide
// it gets.
const enlarged = `(() => {
	const figure = document.querySelector("figure");
	figure.querySelector("details.enlarge").open = true;
	return figure.querySelector("img").getBoundingClientRect().width;
})()`

// printed returns what is larger than the body in print, though it is smaller on
// screen, and what starts a page of its own.
func printed(t *testing.T, ctx context.Context) []string {
	t.Helper()
	media := func(name string) {
		if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: name}); err != nil {
			t.Fatal(err)
		}
	}
	media("print")
	defer media("")
	return evaluate[[]string](t, ctx, `(() => {
		const bad = [], body = parseFloat(getComputedStyle(document.body).fontSize);
		for (const e of document.querySelectorAll(".detail, .note, .command, .digest, figcaption")) {
			if (parseFloat(getComputedStyle(e).fontSize) > body) { bad.push(e.className + " is larger"); }
		}
		for (const e of document.querySelectorAll("h1, h2")) {
			if (getComputedStyle(e).breakBefore != "auto") { bad.push("a page of its own: " + e.textContent); }
		}
		return bad.slice(0, 5);
	})()`)
}

// byKeyboard goes to the contents by the first link, and on to the first chapter.
func byKeyboard(t *testing.T, ctx context.Context) {
	t.Helper()
	press := func(keys string) {
		if _, err := chromedp.Run(ctx, chromedp.KeyEvent(keys)); err != nil {
			t.Fatal(err)
		}
	}
	active := func(of string) string { return evaluate[string](t, ctx, "String(document.activeElement."+of+")") }
	press(kb.Tab)
	if class := active("className"); class != "skip" {
		t.Fatalf("the first Tab goes to %q", class)
	}
	if left := evaluate[float64](t, ctx, "document.activeElement.getBoundingClientRect().left"); left < 0 {
		t.Error("the link to the contents cannot be seen")
	}
	press(kb.Enter)
	if id := active("id"); id != "contents" {
		t.Fatalf("Enter goes to %q", id)
	}
	press(kb.Tab)
	to := active(`getAttribute("href")`)
	press(kb.Enter)
	if at := evaluate[string](t, ctx, "location.hash"); at != to || to != "#nodes" {
		t.Errorf("Enter on %q goes to %q", to, at)
	}
	if top := evaluate[float64](t, ctx, "document.querySelector(location.hash).getBoundingClientRect().top"); top < -1 || top > 100 {
		t.Errorf("%s stands at %v", to, top)
	}
}

func background(t *testing.T, ctx context.Context, scheme string) string {
	t.Helper()
	params := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}
	if _, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, params); err != nil {
		t.Fatal(err)
	}
	return evaluate[string](t, ctx, "getComputedStyle(document.body).backgroundColor")
}

func evaluate[T any](t *testing.T, ctx context.Context, script string) T {
	t.Helper()
	x, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	if err != nil {
		t.Fatalf("%s: %v", script, err)
	}
	return x
}

// watcher notes what a page does that it should not.
type watcher struct {
	mu    sync.Mutex
	notes []string
	file  string
}

func watchPage(t *testing.T, ctx context.Context) *watcher {
	t.Helper()
	w := &watcher{}
	note := func(text string) { w.notes = append(w.notes, text) }
	err := chromedp.Listen(ctx, func(ev any) {
		w.mu.Lock()
		defer w.mu.Unlock()
		switch ev := ev.(type) {
		case *log.EventEntryAdded:
			note(string(ev.Entry.Level) + ": " + ev.Entry.Text)
		case *runtime.EventConsoleAPICalled:
			note("console: " + string(ev.Type))
		case *runtime.EventExceptionThrown:
			note("exception: " + ev.ExceptionDetails.Text)
		case *network.EventRequestWillBeSent:
			if url, _, _ := strings.Cut(ev.Request.URL, "#"); url != w.file && !strings.HasPrefix(url, "data:") {
				note("request: " + url)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *watcher) open(t *testing.T, ctx context.Context, page string) {
	t.Helper()
	w.mu.Lock()
	w.file = fileURL(page)
	w.mu.Unlock()
	if _, err := chromedp.Run(ctx, chromedp.Navigate(w.file)); err != nil {
		t.Fatal(err)
	}
}

func (w *watcher) seen() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	out := w.notes
	w.notes = nil
	return out
}

// chromium is the browser of all tests, from the first that wants one on.
var chromium struct {
	start sync.Once
	ctx   context.Context
	err   error
	stop  func() // ends it
}

// browser returns a tab of Chromium, or skips the test where there is none, and with
// -short.
func browser(t *testing.T) context.Context {
	t.Helper()
	if testing.Short() && os.Getenv("MEOKTONG_BROWSER") != "required" {
		t.Skip("a browser takes seconds")
	}
	path := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		if os.Getenv("MEOKTONG_BROWSER") == "required" {
			t.Fatal("no browser found")
		}
		t.Skip("no browser found")
	}
	chromium.start.Do(func() { startChromium(path) })
	if chromium.err != nil {
		t.Fatal(chromium.err)
	}
	ctx, closeTab := chromedp.NewContext(chromium.ctx)
	t.Cleanup(closeTab)
	// The time is for the reviews that a test makes meanwhile, too: two take half a minute
	// where nothing else runs.
	ctx, cancelTime := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancelTime)
	return ctx
}

func startChromium(path string) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true),
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ = chromedp.NewContext(ctx)
	chromium.ctx, chromium.err = ctx, chromedp.Do(ctx)
	chromium.stop = func() {
		_ = chromedp.Cancel(ctx) // it removes its folder
		stop()
	}
}

// stopChromium ends the browser, if any test has started one.
func stopChromium() {
	if chromium.stop != nil {
		chromium.stop()
	}
}
