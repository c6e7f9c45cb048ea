package draw

import (
	"github.com/meoktong/meoktong/graph/draw/font"
	"github.com/meoktong/meoktong/graph/result"
)

// clusterFace sets the label of a cluster; its part is unused.
var clusterFace = typeface{part: "label", size: 13, bold: true, maxWidth: 210, maxLines: 2}

const (
	clusterInset  = 12.0 // of a cluster's label
	clusterCorner = 10.0
)

// sizedCluster is a cluster before it has a place.
type sizedCluster struct {
	cluster result.PictureCluster
	style   string
	label   label
}

func sizeCluster(r *font.Ruler, c result.PictureCluster) sizedCluster {
	s := sizedCluster{cluster: c, style: "cluster-" + string(knownClusterState(c.State))}
	s.label.add(r, clusterFace, clean(c.Label))
	return s
}

// frame draws the cluster without its label.
func (s sizedCluster) frame(r rect) group {
	g := group{
		class: "cluster " + string(knownClusterState(s.cluster.State)),
		data:  []datum{{"id", clean(s.cluster.ID)}},
		title: clean(s.cluster.Label),
	}
	g.draw(s.style, roundedRect(r, clusterCorner))
	return g
}

// heading draws the cluster's label. It comes after the edges, so that none
// strikes it through.
func (s sizedCluster) heading(r rect) group {
	g := group{class: "heading", data: []datum{{"cluster", clean(s.cluster.ID)}}}
	at := s.labelPlace(r)
	if len(s.label.lines) > 0 {
		const margin = 3
		g.draw("cluster-gap", roundedRect(rect{X: at.X - margin, Y: at.Y, W: s.label.width + 2*margin, H: s.label.height}, 4))
	}
	s.label.write(&g, at.X, at.Y, false, func(string) string { return s.style + "-label" })
	return g
}

// labelPlace is the upper left corner of the label in a frame.
func (s sizedCluster) labelPlace(r rect) point {
	return point{X: r.X + clusterInset, Y: r.Y + clusterInset - 3}
}
