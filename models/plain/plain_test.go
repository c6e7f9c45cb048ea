package plain

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"
	"unicode/utf8"
)

// In the two forms that files come in: as typed, and taken apart as a Mac does.
const (
	composed   = "카카오 é"
	decomposed = "\u110f\u1161\u110f\u1161\u110b\u1169 e\u0301"
)

func utf16Of(text string, order binary.AppendByteOrder) []byte {
	out := order.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func TestText(t *testing.T) {
	for name, c := range map[string]struct {
		in   []byte
		want string
	}{
		"as it is":         {[]byte("a = 1\r\n"), "a = 1\r\n"},
		"nothing":          {nil, ""},
		"mark":             {[]byte("\ufeffa"), "a"},
		"one mark only":    {[]byte("\ufeff\ufeffa"), "\ufeffa"},
		"little":           {utf16Of("한 😀\n", binary.LittleEndian), "한 😀\n"},
		"big":              {utf16Of("한 😀\n", binary.BigEndian), "한 😀\n"},
		"apart":            {[]byte(decomposed), composed},
		"apart, in UTF-16": {utf16Of(decomposed, binary.LittleEndian), composed},
		"half a letter":    {[]byte("\xff\xfea\x00b"), "a\xff"},
		"half a pair":      {[]byte("\xff\xfe\x00\xd8a\x00"), "\xffa"},
		"wrong half":       {[]byte("\xff\xfe\x00\xdca\x00"), "\xffa"},
		"half at the end":  {[]byte("\xff\xfe\x00\xd8"), "\xff"},
		"no UTF-8":         {[]byte("a\x80" + decomposed), "a\x80" + composed},
	} {
		if got := string(Text(c.in)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
	if String(decomposed) != composed {
		t.Errorf("%q", String(decomposed))
	}
}

// FuzzText: text comes out normal, once is enough, and nothing grows without bound.
func FuzzText(f *testing.F) {
	f.Add([]byte("\xff\xfea\x00"))
	f.Add([]byte(decomposed))
	f.Fuzz(func(t *testing.T, data []byte) {
		out := Text(data)
		if utf8.Valid(out) && !bytes.Equal(Normal(out), out) {
			t.Errorf("%q is not normal", out)
		}
		if len(out) > 3*len(data)+3 {
			t.Errorf("%d bytes became %d", len(data), len(out))
		}
	})
}
