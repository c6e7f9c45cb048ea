package draw

import (
	"strconv"

	"github.com/meoktong/meoktong/graph/result"
)

// What the writers for other programs have in common.

// viaOthers marks an edge that stands for a path.
const viaOthers = "⋯"

// clusterMembers sorts the nodes by cluster, in the picture's order; loose are
// those of none.
func clusterMembers(pic result.Picture) (members [][]result.PictureNode, loose []result.PictureNode) {
	index := map[string]int{}
	for i, c := range pic.Clusters {
		if _, twice := index[c.ID]; !twice && c.ID != "" {
			index[c.ID] = i
		}
	}
	members = make([][]result.PictureNode, len(pic.Clusters))
	for _, n := range pic.Nodes {
		if i, ok := index[n.Cluster]; ok {
			members[i] = append(members[i], n)
		} else {
			loose = append(loose, n)
		}
	}
	return members, loose
}

// extraLines are what a drawing says of a node by its look, in words: which nodes it
// lists, how many it stands for, and what an overlay changes.
func extraLines(pic result.Picture, n result.PictureNode) []string {
	var lines []string
	for _, m := range n.Members {
		line := "• " + cutText(clean(m.Name), maxMermaidNote)
		if note := clean(m.Note); note != "" {
			line += ": " + cutText(note, maxMermaidNote)
		}
		lines = append(lines, line)
	}
	if more := clean(n.More); more != "" {
		lines = append(lines, cutText(more, maxMermaidNote))
	}
	if n.Folded > 0 {
		lines = append(lines, foldedText(n.Folded))
	}
	if c := knownChange(n.Change); c != "" {
		text := changeSigns()[c]
		for _, l := range pic.Legend {
			if l.Change == n.Change {
				text += " " + cutText(clean(l.Text), maxMermaidNote)
				break
			}
		}
		lines = append(lines, text)
	}
	return lines
}

// foldedText says how many nodes a box stands for.
func foldedText(n int) string { return "×" + strconv.Itoa(n) }

// edgeText is the label of an edge: its own, and how many it stands for.
func edgeText(e result.PictureEdge) string {
	text := clean(e.Label)
	if e.Count > 1 {
		if text != "" {
			text += " "
		}
		text += "×" + strconv.Itoa(e.Count)
	}
	return text
}

// changeSigns are the marks of changes as characters.
func changeSigns() map[result.Change]string {
	return map[result.Change]string{result.ChangeSaved: "✓", result.ChangeStill: "=", result.ChangeNewly: "✚"}
}

// knownChange returns c, or nothing for one that is none.
func knownChange(c result.Change) result.Change {
	if _, ok := changeSigns()[c]; ok {
		return c
	}
	return ""
}

// cutText cuts a text to so many bytes, and shows that there was more.
func cutText(text string, bytes int) string {
	if cut := firstBytes(text, bytes); cut != text {
		return cut + ellipsis
	}
	return text
}
