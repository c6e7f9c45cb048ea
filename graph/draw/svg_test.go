package draw

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/result"
)

func TestSVGHasEverythingOnce(t *testing.T) {
	for _, lang := range []string{"ko", "en"} {
		pic := sample(lang)
		s := drawn(t, pic)
		if s.Lang != lang || s.Role != "graphics-document img" || s.Title != pic.Title || !strings.Contains(s.Desc, pic.Notes[0]) {
			t.Errorf("document is %q %q %q %q", s.Lang, s.Role, s.Title, s.Desc)
		}
		count := map[string]int{}
		ids := map[string]int{}
		for _, g := range s.of("node") {
			count[g.DataID]++
			ids[g.ID]++
		}
		for _, n := range pic.Nodes {
			if count[n.ID] != 1 || ids["node-"+n.ID] != 1 {
				t.Errorf("node %s is there %d times", n.ID, count[n.ID])
			}
		}
		edges := s.of("edge")
		for _, e := range pic.Edges {
			if n := countEdges(edges, e); n != 1 {
				t.Errorf("edge %s to %s is there %d times", e.From, e.To, n)
			}
		}
		if len(edges) != len(pic.Edges) || len(s.of("cluster")) != len(pic.Clusters) || len(s.of("legend")) != len(pic.Legend) {
			t.Errorf("%d edges, %d clusters, %d lines of legend", len(edges), len(s.of("cluster")), len(s.of("legend")))
		}
	}
}

func countEdges(groups []parsedGroup, e result.PictureEdge) int {
	class := "edge " + string(e.Style)
	if e.Carried {
		class += " carried"
	}
	n := 0
	for _, g := range groups {
		if g.From == e.From && g.To == e.To && g.Class == class && g.Title != "" {
			n++
		}
	}
	return n
}

func TestSVGStatesAreMarked(t *testing.T) {
	s := drawn(t, sample("en"))
	byID := map[string]result.PictureNode{}
	for _, n := range sample("en").Nodes {
		byID[n.ID] = n
	}
	for _, g := range s.of("node") {
		n := byID[g.DataID]
		if g.State != string(n.State) || g.Class != "node "+string(n.State) || g.Title != n.Title {
			t.Errorf("node %s is %q %q %q", n.ID, g.State, g.Class, g.Title)
		}
		all := ""
		for _, p := range g.Paths {
			all += p.Class + " "
		}
		for state, part := range map[result.State]string{result.StateFailed: "ring", result.StatePartial: "hatch"} {
			if has := strings.Contains(all, "-"+part); has != (state == n.State) {
				t.Errorf("node %s, %s: %s is %v", n.ID, n.State, part, has)
			}
		}
		if has := strings.Contains(all, "-sign"); has == (n.State == result.StateUp) {
			t.Errorf("node %s, %s: badge is %v", n.ID, n.State, has)
		}
	}
}

// TestSVGPartsDoNotOverlap: everything is on the page, and title, diagram and
// legend keep apart.
func TestSVGPartsDoNotOverlap(t *testing.T) {
	pic := sample("en")
	pic.Title = strings.Repeat("A long question about several failures at once, ", 4)
	s := drawn(t, pic)
	page := rect{W: s.Width, H: s.Height}
	bottom := map[string]float64{}
	top := map[string]float64{"cluster": s.Height, "legend": s.Height}
	for _, g := range s.Groups {
		class, _, _ := strings.Cut(g.Class, " ")
		for _, x := range g.Texts {
			if !within(x.box(), page) {
				t.Errorf("%q is off the page: %v on %v", x.Text, x.box(), page)
			}
			bottom[class] = max(bottom[class], x.box().Y+x.box().H)
			if class == "legend" {
				top[class] = min(top[class], x.box().Y)
			}
		}
		if class == "cluster" {
			top[class] = min(top[class], g.bounds(t, "").Y)
		}
	}
	if bottom["title"] > top["cluster"] || bottom["node"] > top["legend"] || bottom["heading"] > top["legend"] {
		t.Errorf("parts end at %v and start at %v", bottom, top)
	}
}

func TestSVGOfNothing(t *testing.T) {
	for _, pic := range []result.Picture{{}, {Lang: "ko", Title: "아무것도 멈추지 않습니다", Notes: []string{"영향 없음"}, Clusters: []result.PictureCluster{{ID: "x", Label: "x"}}}} {
		s := drawn(t, pic)
		if s.Width <= 0 || s.Height <= 0 || s.Width > 1000 || s.Height > 300 {
			t.Errorf("an empty picture is %v by %v", s.Width, s.Height)
		}
	}
}

// TestSameEachTime: also when several are drawn at once.
func TestSameEachTime(t *testing.T) {
	if testing.Short() {
		t.Skip("it lays out every picture twice")
	}
	for _, f := range Formats() {
		pic := folded("ko")
		want, err := f.Draw(t.Context(), pic, Options{})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 3 {
			wg.Go(func() {
				if got, err := f.Draw(t.Context(), pic, Options{}); err != nil || !bytes.Equal(got, want) {
					t.Errorf("%s: another picture, error %v", f.Name, err)
				}
			})
		}
		wg.Wait()
	}
}

func TestSVGTooSlow(t *testing.T) {
	start := time.Now()
	if _, err := SVG(t.Context(), sample("ko"), Options{Deadline: time.Millisecond}); !errors.Is(err, ErrTooSlow) || !errors.As(err, new(*LayoutError)) {
		t.Errorf("error %v, want ErrTooSlow", err)
	}
	if took := time.Since(start); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestSVGTooLarge(t *testing.T) {
	var pic result.Picture
	for i := range layout.MaxNodes + 1 {
		pic.Nodes = append(pic.Nodes, result.PictureNode{ID: fmt.Sprint(i)})
	}
	var large *TooLargeError
	if _, err := SVG(t.Context(), pic, Options{}); !errors.As(err, &large) || !errors.As(err, new(*LayoutError)) || large.Nodes != layout.MaxNodes+1 {
		t.Errorf("error %v", err)
	}
}

func TestSVGRefusesNonsense(t *testing.T) {
	node := result.PictureNode{ID: "a"}
	for _, pic := range []result.Picture{
		{Nodes: []result.PictureNode{node, node}},
		{Nodes: []result.PictureNode{node}, Edges: []result.PictureEdge{{From: "a", To: "b"}}},
	} {
		if _, err := SVG(t.Context(), pic, Options{}); err == nil {
			t.Errorf("no error for %v", pic)
		}
	}
	// What is only unknown is drawn plainly.
	drawn(t, result.Picture{
		Nodes:  []result.PictureNode{{ID: "a", Shape: "banana", State: "purple", Cluster: "none"}, {ID: "b"}},
		Edges:  []result.PictureEdge{{From: "a", To: "b", Style: "odd"}, {From: "a", To: "a"}},
		Legend: []result.PictureLegend{{State: "purple"}, {Edge: "odd"}, {}},
	})
}
