package draw

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
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
		check("node " + g.dataset.id, [...g.querySelectorAll("text")], box(g.querySelector("path[class$='-body']")));
	}
	for (const h of document.querySelectorAll("g.heading")) {
		const frame = [...document.querySelectorAll("g.cluster")].find((c) => c.dataset.id == h.dataset.cluster);
		check("cluster " + h.dataset.cluster, [...h.querySelectorAll("text")], box(frame.querySelector("path")));
	}
	const page = {left: 0, top: 0, right: document.documentElement.viewBox.baseVal.width, bottom: document.documentElement.viewBox.baseVal.height};
	for (const text of document.querySelectorAll("text")) { check("page", [text], page); }
	return bad;
})()`

// counted is a script that counts what is there, so that nothing passes for
// want of anything to check.
const counted = `document.querySelectorAll("g.node text").length + document.querySelectorAll("g.heading text").length`

// browser starts Chromium, or skips the test where there is none.
func browser(t *testing.T) context.Context {
	t.Helper()
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
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.NoFirstRun, chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-sync", true), chromedp.UserDataDir(t.TempDir()))
	ctx, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancelBrowser := chromedp.NewContext(ctx)
	t.Cleanup(cancelBrowser)
	ctx, cancelTime := context.WithTimeout(ctx, time.Minute)
	t.Cleanup(cancelTime)
	return ctx
}

// TestLabelsFitInABrowser: with whatever fonts the browser has.
func TestLabelsFitInABrowser(t *testing.T) {
	ctx := browser(t)
	for name, pic := range map[string]result.Picture{"ko": sample("ko"), "en": sample("en"), "hostile": hostilePicture()} {
		data, err := SVG(t.Context(), pic, Options{})
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Join(t.TempDir(), "x.svg")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := chromedp.Run(ctx, chromedp.Navigate("file://"+file)); err != nil {
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
		if labels < len(pic.Nodes) {
			t.Errorf("%s: the browser shows %d lines of text for %d nodes", name, labels, len(pic.Nodes))
		}
		for _, b := range bad {
			t.Errorf("%s: %.300s", name, b)
		}
	}
}
