package redact_test

import (
	"bytes"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/meoktong/meoktong/models/redact"
)

// FuzzKey reads keys: each is read again as it is written, or refused in words that
// can be shown.
func FuzzKey(f *testing.F) {
	f.Add([]byte(`{"schema": "meoktong.key/1", "names": {"carrier": {"kt-backbone": "carrier-01"}}}`))
	f.Add([]byte(`{"schema": "meoktong.key/1", "names": {"kind": {"tower": "kind-01"}, "kind-01": {"a\n": "kind-01-02"}}}`))
	f.Add([]byte("{\"names\": {},\n\"schema\": 1}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		key, err := redact.ReadKey("k", bytes.NewReader(data))
		if err == nil {
			reread(t, key)
			return
		}
		if s := err.Error(); !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
			t.Errorf("unprintable message: %q", s)
		}
	})
}
