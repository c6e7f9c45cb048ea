package plain

import (
	"bytes"
	"testing"
)

// BenchmarkText is what a file costs in which nothing is to be done.
func BenchmarkText(b *testing.B) {
	data := bytes.Repeat([]byte("{\"id\": \"web-1\", \"kind\": \"service\", \"needs\": [\"dc-1\"], \"name\": \"웹 서비스\"}\n"), 10_000)
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		Text(data)
	}
}
