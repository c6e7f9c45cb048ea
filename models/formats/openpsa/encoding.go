package openpsa

import (
	"bytes"
	"encoding/binary"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/korean"

	"github.com/meoktong/meoktong/models/plain"
)

// declaration is the start of a file that says what it is written in.
var declaration = regexp.MustCompile(`^<\?xml\s[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']`)

// encodings are what a file may say that it is written in, without hyphens and in
// small letters, since every tool writes them its own way. UTF-8 needs no decoder,
// and what is ASCII is UTF-8; UTF-16 was told by its first bytes.
var encodings = map[string]encoding.Encoding{
	"utf8": nil, "usascii": nil, "ascii": nil, "utf16": nil, "utf16le": nil, "utf16be": nil,
	"iso88591": charmap.ISO8859_1, "latin1": charmap.ISO8859_1, "iso885915": charmap.ISO8859_15,
	"windows1252": charmap.Windows1252, "cp1252": charmap.Windows1252,
	"euckr": korean.EUCKR, "cp949": korean.EUCKR, "windows949": korean.EUCKR, "ksc56011987": korean.EUCKR,
}

const hintEncoding = "save the file as UTF-8; what is read besides is US-ASCII, UTF-16, ISO-8859-1, ISO-8859-15, windows-1252 and EUC-KR"

// encodingNamed returns the decoder of an encoding, nil where none is needed.
func encodingNamed(name string) (e encoding.Encoding, known bool) {
	e, known = encodings[strings.NewReplacer("-", "", "_", "").Replace(strings.ToLower(name))]
	return e, known
}

// decode turns a file into UTF-8, where it says what else it is written in. What is
// not known stays, and is said when it is parsed.
func decode(data []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("<\x00")):
		return plain.FromUTF16(data, binary.LittleEndian), nil
	case bytes.HasPrefix(data, []byte("\x00<")):
		return plain.FromUTF16(data, binary.BigEndian), nil
	}
	said := declaration.FindSubmatch(data[:min(len(data), 1<<10)])
	if said == nil {
		return data, nil
	}
	e, _ := encodingNamed(string(said[1]))
	if e == nil {
		return data, nil
	}
	out, err := e.NewDecoder().Bytes(data)
	if err != nil || bytes.ContainsRune(out, utf8.RuneError) { // none of these has it: a byte means nothing in them
		return data, nil
	}
	return out, nil
}

// charset lets the decoder of XML read on what is UTF-8 by now, whatever the file
// says that it was.
func charset(name string, r io.Reader) (io.Reader, error) {
	if _, known := encodingNamed(name); !known {
		return nil, errEncoding
	}
	return r, nil
}
