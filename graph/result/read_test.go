package result_test

import (
	"bytes"
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/meoktong/meoktong/graph/result"
)

// TestReadAsSaved reads an answer that a shell has saved in its own way.
func TestReadAsSaved(t *testing.T) {
	const saved = "{\"schema\": \"meoktong.gate/1\", \"model\": {\"title\": \"한국\", \"sha256\": \"x\"}}\r\n"
	marked := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(saved)) {
		marked = binary.LittleEndian.AppendUint16(marked, u)
	}
	for name, data := range map[string][]byte{"as it is": []byte(saved), "with a mark": []byte("\ufeff" + saved), "as UTF-16": marked} {
		d, err := result.Read(bytes.NewReader(data))
		if g, ok := d.(*result.Gate); err != nil || !ok || g.Model.Title != "한국" {
			t.Errorf("%s: %v, %v", name, d, err)
		}
	}
}
