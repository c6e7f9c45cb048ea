package draw

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/meoktong/meoktong/graph/result"
)

// overflows is a script that names each label that is larger than what it
// belongs to, as the browser has drawn it.
const overflows = `(() => {
	const bad = [], slack = 1;
	const union = (list) => list.reduce((a, b) => ({
		left: Math.min(a.left, b.left), right: Math.max(a.right, b.right),
		top: Math.min(a.top, b.top), bottom: Math.max(a.bottom, b.bottom)}));
	const box = (e) => { const b = e.getBBox(); return {left: b.x, right: b.x + b.width, top: b.y, bottom: b.y + b.height}; };
	const check = (what, texts, outer) => {
		if (texts.length == 0) { return; }
		const t = union(texts.map(box));
		if (t.left < outer.left - slack || t.right > outer.right + slack || t.top < outer.top - slack || t.bottom > outer.bottom + slack) {
			bad.push(what + " " + JSON.stringify(t) + " in " + JSON.stringify(outer));
		}
	};
	for (const g of document.querySelectorAll("g.node")) {
		const number = (e) => e.getAttribute("class").endsWith("-count");
		const texts = [...g.querySelectorAll("text")];
		check("node " + g.dataset.id, texts.filter((e) => !number(e)), box(g.querySelector("path[class$='-body']")));
		check("number of " + g.dataset.id, texts.filter(number), box(g.querySelector("path[class$='-tag']") || g));
	}
	for (const h of document.querySelectorAll("g.heading")) {
		const frame = [...document.querySelectorAll("g.cluster")].find((c) => c.dataset.id == h.dataset.cluster);
		check("cluster " + h.dataset.cluster, [...h.querySelectorAll("text")], box(frame.querySelector("path")));
	}
	for (const r of document.querySelectorAll("g.row")) {
		const panel = box(document.querySelector("g.panel path")), bars = [...document.querySelectorAll("g.bar path")].map(box);
		const names = {...panel, right: Math.min(...bars.map((b) => b.left))};
		check("row " + r.dataset.id, [...r.querySelectorAll("text")], {...names, top: 0, bottom: 1e9});
	}
	const page = {left: 0, top: 0, right: document.documentElement.viewBox.baseVal.width, bottom: document.documentElement.viewBox.baseVal.height};
	for (const text of document.querySelectorAll("text")) { check("page", [text], page); }
	return bad;
})()`

// counted is a script that counts what is there, so that nothing passes for
// want of anything to check.
const counted = `document.querySelectorAll("g.node text").length + document.querySelectorAll("g.heading text").length + document.querySelectorAll("g.row text").length`

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
	ctx, cancelTime := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancelTime)
	return ctx
}

func startChromium(path string) {
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("font-render-hinting", "none"), chromedp.Flag("disable-background-networking", true),
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

// TestLabelsFitInABrowser: with whatever fonts the browser has.
func TestLabelsFitInABrowser(t *testing.T) {
	ctx := browser(t)
	for name, pic := range map[string]result.Picture{"ko": sample("ko"), "en": sample("en"), "folded ko": folded("ko"), "folded en": folded("en"), "hostile": hostilePicture()} {
		data, err := SVG(t.Context(), pic, Options{})
		if err != nil {
			t.Fatal(err)
		}
		checkInBrowser(t, ctx, name, data, len(pic.Nodes))
	}
	for name, c := range map[string]result.Chart{"chart ko": sampleChart("ko"), "chart en": sampleChart("en"), "hostile chart": hostileChart()} {
		checkInBrowser(t, ctx, name, Gantt(c), len(c.Rows)/2) // some hostile names are empty
	}
}

// fileURL is how a browser names a file, on every system.
func fileURL(name string) string {
	return "file:///" + strings.TrimPrefix(filepath.ToSlash(name), "/")
}

// checkInBrowser shows a picture with at least so many labels.
func checkInBrowser(t *testing.T, ctx context.Context, name string, svg []byte, want int) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "x.svg")
	if err := os.WriteFile(file, svg, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(ctx, chromedp.Navigate(fileURL(file))); err != nil {
		t.Fatal(err)
	}
	bad, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](overflows))
	if err != nil {
		t.Fatal(err)
	}
	labels, err := chromedp.Run(ctx, chromedp.Evaluate[int](counted))
	if err != nil {
		t.Fatal(err)
	}
	if labels < want {
		t.Errorf("%s: the browser shows %d lines of text, want %d", name, labels, want)
	}
	for _, b := range bad {
		t.Errorf("%s: %.300s", name, b)
	}
}
