package draw

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/draw/layout"
	"github.com/meoktong/meoktong/graph/result"
)

const (
	pageMargin   = 28.0
	sectionGap   = 22.0
	minPageWidth = 520.0
)

// placer carries what is measured until everything has a place.
type placer struct {
	ruler    *font.Ruler
	pic      result.Picture
	nodes    []sizedNode
	index    map[string]int // of nodes, by id
	clusters []sizedCluster
	labels   []label // of edges
	notes    []string
}

func newPlacer(pic result.Picture) *placer {
	return &placer{ruler: font.NewRuler(), pic: pic}
}

// place measures a picture and lays it out.
func place(ctx context.Context, pic result.Picture, opts Options) (scene, error) {
	p := newPlacer(pic)
	graph, err := p.measure()
	if err != nil {
		return scene{}, err
	}
	l, err := layout.Run(ctx, graph, layout.Options{Deadline: opts.Deadline, Around: p.surround(seenWidth-2*pageMargin, 0).height(seenWidth - 2*pageMargin)})
	switch {
	case err != nil && ctx.Err() != nil:
		return scene{}, err
	case err != nil:
		return scene{}, &LayoutError{err}
	}
	p.straightened(len(l.Straight), opts)
	return p.compose(l), nil
}

// straightened notes how many lines are straight for want of better.
func (p *placer) straightened(lines int, opts Options) {
	if lines == 0 {
		return
	}
	if p.pic.Words.Straight != "" {
		p.pic.Notes = append(slices.Clone(p.pic.Notes), fmt.Sprintf(p.pic.Words.Straight, lines))
	}
	if opts.Straightened != nil {
		opts.Straightened(lines)
	}
}

// measure sizes everything and describes it to the layout.
func (p *placer) measure() (layout.Graph, error) {
	var g layout.Graph
	// Before measuring: that costs time for each node, too.
	if len(p.pic.Nodes) > layout.MaxNodes || len(p.pic.Edges) > layout.MaxEdges {
		return g, &LayoutError{&TooLargeError{Nodes: len(p.pic.Nodes), Edges: len(p.pic.Edges)}}
	}
	clusterOf := p.measureClusters(&g)
	p.index = make(map[string]int, len(p.pic.Nodes))
	for i, n := range p.pic.Nodes {
		if _, twice := p.index[n.ID]; twice {
			return g, fmt.Errorf("draw: node %q is twice in the picture", n.ID)
		}
		p.index[n.ID] = i
		s := sizeNode(p.ruler, n)
		p.nodes = append(p.nodes, s)
		cluster, ok := clusterOf[n.Cluster]
		if !ok {
			cluster = -1
		}
		w, h := s.size()
		g.Nodes = append(g.Nodes, layout.Node{Width: w, Height: h, Cluster: cluster, First: s.state == result.StateFailed})
	}
	for _, e := range p.pic.Edges {
		from, okFrom := p.index[e.From]
		to, okTo := p.index[e.To]
		if !okFrom || !okTo {
			return g, fmt.Errorf("draw: edge %q to %q has no node at an end", e.From, e.To)
		}
		l := edgeLabel(p.ruler, e)
		p.labels = append(p.labels, l)
		if l.width > 0 {
			g.ColumnGap = max(g.ColumnGap, l.width+labelRoom)
		}
		g.Edges = append(g.Edges, layout.Edge{From: from, To: to})
	}
	return g, nil
}

// measureClusters sizes the clusters that have nodes, and numbers them.
func (p *placer) measureClusters(g *layout.Graph) map[string]int {
	used := map[string]bool{}
	for _, n := range p.pic.Nodes {
		used[n.Cluster] = true
	}
	number := map[string]int{}
	for _, c := range p.pic.Clusters {
		if _, twice := number[c.ID]; twice || !used[c.ID] || c.ID == "" {
			continue
		}
		s := sizeCluster(p.ruler, c)
		number[c.ID] = len(p.clusters)
		p.clusters = append(p.clusters, s)
		g.Clusters = append(g.Clusters, layout.Cluster{LabelWidth: s.label.width + 2*clusterInset, LabelHeight: s.label.height + 4})
	}
	return number
}

// compose puts title, diagram, legend and notes below one another.
func (p *placer) compose(l layout.Layout) scene {
	s := scene{lang: p.pic.Lang, title: clean(p.pic.Title)}
	around := p.surround(l.Width, l.Height)
	s.about = p.about()
	inner := max(l.Width, around.width(), minPageWidth-2*pageMargin)
	s.width = inner + 2*pageMargin
	s.groups = append(s.groups, group{class: "page"})
	y := around.above(&s)
	if len(p.nodes) > 0 {
		p.drawDiagram(&s, p.locate(l, pageMargin+(inner-l.Width)/2, y))
		y += l.Height + sectionGap
	}
	y = around.below(&s, y, inner)
	s.height = y - sectionGap + pageMargin
	s.groups[0].draw("page", roundedRect(rect{W: s.width, H: s.height}, 0))
	return s
}

// surround measures what stands around a diagram of a size. Everything else is measured
// by then, so that it is known what the font lacks.
func (p *placer) surround(width, height float64) surround {
	p.ruler.Width(clean(p.pic.Title)+clean(p.pic.Subtitle), 1)
	notes := withLacking(p.ruler, p.pic.Notes, p.pic.Words)
	p.notes = notes
	return newSurround(p.ruler, clean(p.pic.Title), clean(p.pic.Subtitle), p.pic.Legend, notes, width, height)
}

// withLacking adds a note that names the characters that were measured and the font
// lacks, the first few of them.
func withLacking(r *font.Ruler, notes []string, words result.PictureWords) []string {
	const most = 12
	lacking := r.Lacking()
	if len(lacking) == 0 || words.Lacking == "" {
		return notes
	}
	var named []string
	for _, c := range lacking[:min(most, len(lacking))] {
		named = append(named, fmt.Sprintf("%c (%U)", c, c))
	}
	if len(lacking) > most {
		named = append(named, fmt.Sprintf("+%d", len(lacking)-most))
	}
	return append(slices.Clone(notes), fmt.Sprintf(words.Lacking, strings.Join(named, " ")))
}

// documentID is an id in the document. Ids of the model language are plain;
// another one could be anything, and is replaced by a number.
func documentID(kind, id string, i int) string {
	for _, c := range id {
		if !strings.ContainsRune("abcdefghijklmnopqrstuvwxyz0123456789-@_.", c) {
			return fmt.Sprintf("%s-number-%d", kind, i)
		}
	}
	return kind + "-" + id
}

// about describes the picture to those who cannot see it.
func (p *placer) about() string {
	return describe(p.pic.Subtitle, p.pic.Legend, p.notes)
}

// describe joins what stands around a picture.
func describe(subtitle string, legend []result.PictureLegend, notes []string) string {
	var parts []string
	if s := clean(subtitle); s != "" {
		parts = append(parts, s)
	}
	for _, e := range legend {
		if e.State != "" {
			parts = append(parts, fmt.Sprintf("%s: %d", clean(e.Text), e.Count))
		}
	}
	for _, n := range notes {
		parts = append(parts, clean(n))
	}
	return strings.Join(parts, ". ")
}
