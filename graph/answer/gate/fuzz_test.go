package gate_test

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/meoktong/meoktong/graph/answer/gate"
	"github.com/meoktong/meoktong/graph/result"
)

// FuzzBaseline compares with whatever somebody calls a baseline: what is read of it
// must not end in a panic, and must not hide a violation that it does not have.
func FuzzBaseline(f *testing.F) {
	c := load(f, `
[carrier.a]
[service.s]
needs = ["a"]
[policy.p]
protect = "s"
against = "a"
`)
	now := gated(f, c)
	result.Finish(now, result.Header{Schema: "meoktong.gate/1"}, "en")
	own, err := json.Marshal(now)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(own)
	f.Add([]byte(`{"schema": "meoktong.gate/1", "policies": [{"id": "p", "violations": [{"node": "s"}]}]}`))
	f.Add([]byte(`{"schema": "meoktong.gate/1", "policies": null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		saved, err := result.Read(bytes.NewReader(data))
		baseline, ok := saved.(*result.Gate)
		if err != nil || !ok {
			return
		}
		g, err := gate.Ask(t.Context(), c, gate.Question{After: c.Model.Horizon, Baseline: baseline})
		if err != nil {
			t.Fatal(err)
		}
		if g.New() == 0 && !bytes.Contains(data, []byte(now.Policies[0].Violations[0].Fingerprint)) && !bytes.Contains(data, []byte(`\u`)) {
			t.Errorf("nothing is new beside %s", data)
		}
	})
}
