package draw

import (
	"strings"
	"unicode"
)

const ellipsis = "…"

// paragraph is text to be broken into lines.
type paragraph struct {
	width    func(string) float64
	maxWidth float64
	maxLines int
}

// set breaks clean text into lines, at words where possible, and says whether
// some of it had to be cut off. The lines are about equally long.
func (p paragraph) set(text string) (lines []string, cut bool) {
	if text == "" {
		return nil, false
	}
	lines, cut = p.fill(text)
	if cut || len(lines) == 1 {
		return lines, cut
	}
	// The narrowest paragraph of as many lines looks best, and saves room.
	balanced := p
	lo, hi := p.maxWidth/float64(len(lines)+1), p.maxWidth
	for hi-lo > 2 {
		balanced.maxWidth = (lo + hi) / 2
		if try, cut := balanced.fill(text); cut || len(try) > len(lines) || balanced.breaksWord(text) {
			lo = balanced.maxWidth
		} else {
			lines, hi = try, balanced.maxWidth
		}
	}
	return lines, false
}

// fill puts as much on each line as fits.
func (p paragraph) fill(text string) (lines []string, cut bool) {
	line := ""
	for _, word := range p.words(text) {
		joined := strings.TrimSpace(line + word)
		if line == "" || p.width(joined) <= p.maxWidth {
			line += word
			continue
		}
		lines = append(lines, strings.TrimSpace(line))
		if len(lines) == p.maxLines {
			return p.endCut(lines), true
		}
		line = word
	}
	return append(lines, strings.TrimSpace(line)), false
}

// words splits text into pieces none of which is wider than a line; a piece
// that ends a word ends with a space. Only so many pieces are made as may fit.
func (p paragraph) words(text string) []string {
	var pieces []string
	room := float64(p.maxLines+1) * p.maxWidth * 2
	for _, word := range strings.SplitAfter(text, " ") {
		for _, piece := range p.split(word, room) {
			room -= p.width(piece)
			pieces = append(pieces, piece)
		}
		if room < 0 {
			break
		}
	}
	return pieces
}

// split breaks a word that is wider than a line, and gives up beyond the room.
func (p paragraph) split(word string, room float64) []string {
	var pieces []string
	start, width := 0, 0.0
	for i, c := range word {
		w := p.width(string(c))
		if i > start && width+w > p.maxWidth && !unicode.Is(unicode.Mn, c) && c != ' ' {
			pieces = append(pieces, word[start:i])
			start, room, width = i, room-width, 0
			if room < 0 {
				return pieces
			}
		}
		width += w
	}
	return append(pieces, word[start:])
}

// breaksWord reports whether a word is wider than a line.
func (p paragraph) breaksWord(text string) bool {
	for _, word := range strings.Fields(text) {
		if p.width(word) > p.maxWidth {
			return true
		}
	}
	return false
}

// endCut shows on the last line that there was more.
func (p paragraph) endCut(lines []string) []string {
	last := []rune(lines[len(lines)-1])
	for len(last) > 0 && p.width(string(last)+ellipsis) > p.maxWidth {
		last = last[:len(last)-1]
	}
	lines[len(lines)-1] = strings.TrimRight(string(last), " ") + ellipsis
	return lines
}
