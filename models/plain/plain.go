// Package plain turns text as people's tools save it into the one form that the
// program compares: UTF-8 without a byte order mark, in Unicode's normal form C. So
// "카카오" is the same word whether a Mac's files or a keyboard wrote it, and a file
// that a Windows shell saved as UTF-16 is read like any other.
package plain

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text returns a file's text. What starts with a byte order mark of UTF-16 is taken
// as that; all else is taken as UTF-8. What is no valid text stays, as bytes that
// are not valid UTF-8, for the reader of its format to say where. The cost is a
// pass; data itself is returned where nothing is to be done.
func Text(data []byte) []byte { return Normal(UTF8(data)) }

// UTF8 is [Text] without normalisation.
func UTF8(data []byte) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return data[3:]
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return FromUTF16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return FromUTF16(data[2:], binary.BigEndian)
	}
	return data
}

// Normal returns text in normal form C; bytes that are no UTF-8 stay as they are.
func Normal(text []byte) []byte {
	if norm.NFC.IsNormal(text) {
		return text
	}
	return norm.NFC.Bytes(text)
}

// String is [Normal] of a string.
func String(s string) string { return norm.NFC.String(s) }

// invalid is a byte that no UTF-8 has.
const invalid = 0xff

// FromUTF16 returns UTF-16 as UTF-8. Half a character becomes a byte that no UTF-8
// has.
func FromUTF16(data []byte, order binary.ByteOrder) []byte {
	out := make([]byte, 0, len(data)+len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		r := rune(order.Uint16(data))
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if len(data) >= 4 {
				low = rune(order.Uint16(data[2:]))
			}
			if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
				out = append(out, invalid)
				continue
			}
			data = data[2:]
		}
		out = utf8.AppendRune(out, r)
	}
	if len(data) > 0 {
		out = append(out, invalid)
	}
	return out
}
