package source

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"github.com/meoktong/meoktong/models/internal/words"
)

// twin is a table or a key that stands in a file a second time, and the range of
// it that must go for the rest to be read.
type twin struct {
	flaw
	from, to int
}

// twinFinder finds what a TOML text defines twice. Tables within arrays of tables
// are left to the parser: no element is one.
type twinFinder struct {
	src     *File
	text    []byte
	defined map[string]definition // by path
	dropped string                // the path of the table that is being left out, or ""
	found   []twin
}

// definition is where something is first defined, and how.
type definition struct {
	offset int
	form   form
}

type form uint8

const (
	byValue  form = iota // a key with its value
	byHeader             // the table's own header
	byInner              // the header of a table within it: its own may still come
	byDots               // a dotted key: more of these may come
)

// twinsBefore returns what stands twice in front of a flaw: the parser takes a
// second definition for one.
func (s *File) twinsBefore(f *flaw, text []byte) []twin {
	if f.unread {
		return nil
	}
	t := &twinFinder{src: s, text: text, defined: map[string]definition{}}
	w := spanWalker{data: text, spans: map[string]span{}, arrays: map[string]int{}, twins: t}
	whole := w.walk()
	t.close(len(text), whole)
	return t.found
}

// header takes the header of a table; of one in an array of tables path is nil.
func (t *twinFinder) header(path []string, keys unstable.Iterator) {
	if t == nil {
		return
	}
	first, last := ends(keys)
	from := bytes.LastIndexByte(t.text[:first.start], '\n') + 1
	key := strings.Join(path, "\x00")
	if t.dropped != "" && strings.HasPrefix(key, t.dropped+"\x00") {
		return // it goes with the table around it
	}
	t.close(from, true)
	if path == nil {
		return
	}
	for i := 1; i < len(path); i++ {
		above := strings.Join(path[:i], "\x00")
		if _, known := t.defined[above]; !known {
			t.defined[above] = definition{first.start, byInner}
		}
	}
	before, twice := t.defined[key]
	if !twice || before.form == byInner {
		t.defined[key] = definition{last.start, byHeader}
		return
	}
	t.dropped = key
	t.add(tableTwin(path), last, before, path)
	t.last().from = from
}

// close ends the table that is being left out, if any. Where the text could not be
// read on, the table ends where the next one seems to start.
func (t *twinFinder) close(to int, read bool) {
	if t.dropped == "" {
		return
	}
	if !read {
		_, to = elementAround(t.text, t.last().offset)
	}
	t.last().to, t.dropped = to, ""
}

// key takes the key of a value within a table, and says whether it stands twice.
func (t *twinFinder) key(table, path []string, keys unstable.Iterator) bool {
	if t == nil || t.dropped != "" {
		return false
	}
	first, last := ends(keys)
	for i := len(table) + 1; i <= len(path); i++ {
		key := strings.Join(path[:i], "\x00")
		before, twice := t.defined[key]
		switch whole := i == len(path); {
		case !twice && whole:
			t.defined[key] = definition{first.start, byValue}
		case !twice:
			t.defined[key] = definition{first.start, byDots}
		case whole || before.form == byValue:
			t.add(keyTwin(path[:i]), last, before, path[:i])
			t.last().from = t.commaBefore(first.start)
			return true
		}
	}
	return false
}

func (t *twinFinder) last() *twin { return &t.found[len(t.found)-1] }

func (t *twinFinder) add(message string, at span, first definition, path []string) {
	line, _ := t.src.position(first.offset)
	hint := fmt.Sprintf("first at %s:%d", t.src.Name, line)
	if first.form == byHeader {
		hint = fmt.Sprintf("first as %s at %s:%d", headerOf(path), t.src.Name, line)
	}
	t.found = append(t.found, twin{flaw: flaw{offset: at.start, width: at.end - at.start, code: "duplicate", message: message, hint: hint}})
}

// commaBefore returns the offset of a comma in front of a key, which goes with it,
// or else the key's own.
func (t *twinFinder) commaBefore(offset int) int {
	if before := bytes.TrimRight(t.text[:offset], " \t\r\n"); bytes.HasSuffix(before, []byte(",")) {
		return len(before) - 1
	}
	return offset
}

func tableTwin(path []string) string {
	if len(path) == 2 {
		return words.Quote(path[1]) + " is defined twice"
	}
	return headerOf(path) + " is defined twice"
}

func keyTwin(path []string) string {
	within := path[:len(path)-1]
	where := "this table"
	if len(within) > 0 && !slices.ContainsFunc(within, func(s string) bool { return strings.HasPrefix(s, "[") }) {
		where = headerOf(within)
	}
	return fmt.Sprintf("key %s stands twice in %s", words.Quote(path[len(path)-1]), where)
}

// headerOf writes the header of a table for a message: printable and not too long.
func headerOf(path []string) string {
	const most = 60
	s := []rune(words.Printable(strings.Join(path, ".")))
	if len(s) > most {
		s = append(s[:most:most], '…')
	}
	return "[" + string(s) + "]"
}

// ends returns where the first and the last part of a dotted key stand.
func ends(keys unstable.Iterator) (first, last span) {
	for n := 0; keys.Next(); n++ {
		last = spanOf(keys.Node())
		if n == 0 {
			first = last
		}
	}
	return first, last
}

// blankTwins returns the text with what stands twice turned into spaces.
func blankTwins(text []byte, twins []twin) []byte {
	out := bytes.Clone(text)
	for _, t := range twins {
		blankRange(out, t.from, t.to)
	}
	return out
}
