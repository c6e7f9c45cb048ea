package picture

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// The limits of a picture that is not told never to fold: 150 boxes tangled by 400
// random lines are laid out in 3 s, by 600 in 11 s.
const (
	MaxBoxes = 150
	MaxLines = 400
)

// Of returns the picture of an answer about a model, in words of a language, "ko"
// or "en". It shows what is affected and what feeds
// that directly; every node where that was asked or nothing fails; of these,
// with a focus, what reaches it and what it reaches.
//
// A picture of more boxes or lines than a slide shows is folded, no more than that
// takes: equal nodes, rows of nodes and what no failure touches share boxes; then a
// sector has one, what has none one of its kind; or the worst hit (or nearest the focus)
// have boxes of their own and the rest share some. Where that is still too much, and
// where a fold was asked for, there are at most MaxBoxes boxes and MaxLines lines. No
// fold makes boxes go in a circle in which the model does not go. The error is a model too large for
// a graph, or the context's. Cost: some passes over the model, and one for each 64
// boxes.
func Of(ctx context.Context, m *models.Model, d *result.Drawing, lang string) (result.Picture, error) {
	b := &builder{ctx: ctx, d: d, m: m, w: d.Answer, t: i18n.In(lang)}
	var err error
	if b.net, err = newNet(ctx, b.m, b.w); err != nil {
		return result.Picture{}, err
	}
	b.compare()
	if d.Focus != "" {
		b.far = b.net.around(int32(b.m.Index(d.Focus)), d.Depth)
	}
	p, err := b.arrange(b.choose())
	if err == nil {
		err = b.indirect(p)
	}
	if err != nil {
		return result.Picture{}, err
	}
	pic := result.Picture{Lang: b.t.Lang, Title: b.title(), Subtitle: modelLine(b.m, b.t), Nodes: b.nodes(p), Edges: b.edges(p), Words: wordsOf(b.t)}
	pic.Clusters = b.clusters(pic.Nodes)
	pic.Legend = b.legend(p, pic)
	pic.Notes = b.notes(p)
	return pic, nil
}

// modelLine says of which model a picture is.
func modelLine(m *models.Model, t *i18n.Catalogue) string {
	return t.Model(result.Model{Title: result.Names(m.Title).In(t.Lang, ""), SHA256: m.Digest})
}

// wordsOf are what a drawing may have to say.
func wordsOf(t *i18n.Catalogue) result.PictureWords {
	return result.PictureWords{Straight: t.LinesStraight, Lacking: t.FontLacks}
}

type builder struct {
	ctx context.Context
	d   *result.Drawing
	m   *models.Model
	w   *result.WhatIf // Nodes stand in the model's order
	t   *i18n.Catalogue
	net *net
	far []int32 // node -> steps from the focus, or -1; nil without a focus

	order *order  // of the model, once it was asked for
	alike []int32 // node -> the first of those that look like it, once that was asked for

	// of a comparison, else nil
	before  []*result.NodeState // node -> how it fared without the overlays; nil: it was not there
	changes []result.Change     // node -> its change
}

// clusters returns the sectors of the shown nodes. A sector that is a single box
// needs no frame around it.
func (b *builder) clusters(nodes []result.PictureNode) []result.PictureCluster {
	members, folded := map[string]int{}, map[string]int{}
	for i, n := range nodes {
		members[n.Cluster]++
		if n.ID == string(result.FoldSector)+":"+n.Cluster {
			folded[n.Cluster] = i
		}
	}
	var out []result.PictureCluster
	for _, s := range b.w.Sectors {
		i, whole := folded[s.ID]
		switch {
		case whole && members[s.ID] == 1:
			nodes[i].Cluster = ""
		case members[s.ID] > 0:
			out = append(out, result.PictureCluster{ID: s.ID, Label: b.sectorLabel(&s), State: b.sectorState(&s)})
		}
	}
	return out
}

func (b *builder) sectorState(s *result.Sector) result.State {
	switch {
	case b.far != nil:
		return result.StateUp // the frame says where they belong, and no more
	case s.Fails:
		return result.StateDown
	case s.Level != "up":
		return result.StateDegraded
	}
	return result.StateUp
}

// nodes returns the boxes in the order of their ids.
func (b *builder) nodes(p *plan) []result.PictureNode {
	out := make([]result.PictureNode, len(p.boxes))
	for i := range p.boxes {
		if p.boxes[i].by == "" {
			out[i] = b.single(p.boxes[i].members[0])
		} else {
			out[i] = b.several(&p.boxes[i])
		}
	}
	slices.SortFunc(out, byID)
	tellApart(out)
	return out
}

// tellApart adds their ids to boxes that have the same names.
func tellApart(nodes []result.PictureNode) {
	type names struct{ name, other string }
	count := map[names]int{}
	for _, n := range nodes {
		count[names{n.Name, n.Other}]++
	}
	for i := range nodes {
		n := &nodes[i]
		if count[names{n.Name, n.Other}] > 1 && n.Name != n.ID {
			n.Other = joined(" · ", n.Other, n.ID)
		}
	}
}

// edges returns the lines, from the dependency to what depends on it.
func (b *builder) edges(p *plan) []result.PictureEdge {
	out := make([]result.PictureEdge, len(p.edges))
	var said map[string]*saying
	of := int32(-1) // the node that it is of: links come by the node that they lead to
	for i, e := range p.edges {
		from, to := &p.boxes[e.from], &p.boxes[e.to]
		out[i] = result.PictureEdge{From: from.id, To: to.id, Style: styles()[e.strength], Carried: e.carried, Indirect: e.indirect}
		switch {
		case e.indirect:
			out[i].Title = b.pathTitle(from, to)
		case from.by != "" || to.by != "":
			out[i].Count = e.count
			out[i].Title = b.manyTitle(from, to, e.count)
		default:
			if to := to.members[0]; to != of {
				said, of = b.sayings(to), to
			}
			out[i].Label, out[i].Title = said[from.id].label, b.needTitle(from.id, to.id, said[from.id])
		}
	}
	slices.SortFunc(out, byEnds)
	return out
}

// byID and byEnds are the orders of boxes and of lines in a picture.
func byID(x, y result.PictureNode) int { return strings.Compare(x.ID, y.ID) }

func byEnds(x, y result.PictureEdge) int {
	return cmp.Or(strings.Compare(x.From, y.From), strings.Compare(x.To, y.To))
}
