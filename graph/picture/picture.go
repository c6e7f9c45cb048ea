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

// The budget of a picture that is not told never to fold. The whole shipped
// model (133 nodes, 250 lines) is about what a reader can take in; and 150 boxes
// tangled by 400 random lines are laid out in 3 s, by 600 in 11 s.
const (
	MaxBoxes = 150
	MaxLines = 400
)

// Of returns the picture of an answer about a model, in words of a language, "ko"
// or "en". It shows what is affected and what feeds
// that directly; every node where that was asked or nothing fails; of these,
// with a focus, what reaches it and what it reaches.
//
// A picture of more than MaxBoxes boxes or MaxLines lines is folded: by sector;
// by sector, else by kind; by kind; or with boxes of their own for the worst hit
// (or nearest the focus) and the rest folded. The error is a model too large for
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
	pic.Legend = b.legend(pic)
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
			out = append(out, result.PictureCluster{ID: s.ID, Label: b.sectorLabel(&s), State: sectorState(&s)})
		}
	}
	return out
}

func sectorState(s *result.Sector) result.State {
	switch {
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
	slices.SortFunc(out, func(x, y result.PictureNode) int { return strings.Compare(x.ID, y.ID) })
	return out
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
	slices.SortFunc(out, func(x, y result.PictureEdge) int {
		return cmp.Or(strings.Compare(x.From, y.From), strings.Compare(x.To, y.To))
	})
	return out
}
