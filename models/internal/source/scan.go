package source

import (
	"bytes"

	owntoml "github.com/meoktong/meoktong/models/formats/toml"
)

// tomlScan is a first look at TOML text, which finds what the parser must not be
// handed. It knows strings, comments, brackets and keys, and nothing else of the
// language. Offsets are -1 where there is none.
type tomlScan struct {
	deep int // where text nests deeper than MaxDepth in brackets and dotted keys
	long int // where the paths of all keys and list items exceed maxPathBytes in sum, of dotted keys each prefix
	open int // the first string or bracket that is still open at the end

	frames   []tomlFrame // the brackets that are open
	prefix   int         // bytes of the path of what holds the current key
	key      int         // bytes of the current key, 0 before its "="
	keyStart int
	dots     int // in the current key
	paths    int
}

// tomlFrame is an open bracket, and the scan's state before it.
type tomlFrame struct {
	offset, prefix, key int
	header              bool
}

// maxPathBytes bounds what parsers must remember of paths.
const maxPathBytes = 8 * owntoml.MaxBytes

func scanTOML(text []byte) *tomlScan {
	s := &tomlScan{deep: -1, long: -1, open: -1}
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '#':
			n := bytes.IndexByte(text[i:], '\n')
			if n < 0 {
				n = len(text) - i
			}
			i += n - 1
		case '"', '\'':
			end, closed := stringEnd(text, i)
			if !closed {
				s.open = i
				return s
			}
			i = end
		default:
			s.step(text[i], i)
		}
		if len(s.frames)+s.dots > MaxDepth {
			s.deep = i
			return s
		}
		if s.paths > maxPathBytes {
			s.long = i
			return s
		}
	}
	if len(s.frames) > 0 {
		s.open = s.frames[0].offset
	}
	return s
}

// step takes one character that is in no string and no comment.
func (s *tomlScan) step(c byte, i int) {
	switch c {
	case '.':
		s.dots++
		return
	case '[', '{':
		header := s.key == 0 && (len(s.frames) == 0 || s.frames[len(s.frames)-1].header)
		s.frames = append(s.frames, tomlFrame{i, s.prefix, s.key, header})
		s.prefix, s.key = s.prefix+s.key, 0
	case ']', '}':
		s.pop(i)
	case '=':
		s.key = i - s.keyStart
		s.paths += (s.prefix + s.key) * (s.dots + 1)
	case ',':
		s.key = 0
		s.paths += s.prefix
	case '\n':
		if len(s.frames) == 0 {
			s.key = 0
		}
	default:
		return
	}
	s.dots, s.keyStart = 0, i+1
}

func (s *tomlScan) pop(i int) {
	last := len(s.frames) - 1
	if last < 0 {
		return
	}
	f := s.frames[last]
	s.frames, s.prefix, s.key = s.frames[:last], f.prefix, f.key
	if f.header {
		s.prefix = i - f.offset
	}
}

// stringEnd returns the offset of the last byte of the string that starts at i.
// A string of one line ends with it, whether closed or not: the parser will say
// so. Only one of several lines is not closed by the end of the text.
func stringEnd(text []byte, i int) (end int, closed bool) {
	quote := text[i]
	delim := []byte{quote}
	if bytes.HasPrefix(text[i:], []byte{quote, quote, quote}) {
		delim = []byte{quote, quote, quote}
	}
	for j := i + len(delim); j < len(text); j++ {
		switch {
		case len(delim) == 1 && text[j] == '\n':
			return j - 1, true
		case quote == '"' && text[j] == '\\' && !bytes.HasPrefix(text[j+1:], []byte("\n")):
			j++
		case bytes.HasPrefix(text[j:], delim):
			end = j + len(delim) - 1
			for n := 0; len(delim) == 3 && n < 2 && end+1 < len(text) && text[end+1] == quote; n++ {
				end++ // quotes may stand before the closing ones
			}
			return end, true
		}
	}
	return len(text) - 1, len(delim) == 1
}
