package result_test

import (
	"encoding/json"
	"reflect"
	"testing"

	"github.com/meoktong/meoktong/graph/result"
)

// TestSaidIsReadBack: what a model says under any key is a field of its own as JSON,
// in its order, and read back it is the same.
func TestSaidIsReadBack(t *testing.T) {
	x, no := 2.5, false
	n := result.ShowNode{ID: "web", Kind: "service", NeededBy: []string{}, Said: result.Sayings{
		{Key: "description", Names: result.Names{"en": "a <b>", "ko": "웹"}, Named: "a <b>"},
		{Key: "operator", Text: "kt"},
		{Key: "tags", Words: []string{"a", "b"}},
		{Key: "criticality", Number: &x},
		{Key: "fails", Flag: &no},
		{Key: "demand", Number: &x, Within: result.InLoad},
		{Key: "spills_to", Shares: map[string]float64{"b": 0.5, "a": 0.25}, Within: result.InLoad},
		{Key: "needs", Needs: []result.Requirement{{On: "a"}, {Any: []result.Requirement{{On: "b"}}, Failover: "10m", Source: "x",
			Said: result.Sayings{{Key: "balance", Text: "even"}}}}},
	}}
	text, err := json.Marshal(n)
	const want = `{"id":"web","kind":"service","top":false,"needed_by":[],"file":"","line":0,` +
		`"description":"a \u003cb\u003e","descriptions":{"en":"a \u003cb\u003e","ko":"웹"},"operator":"kt","tags":["a","b"],"criticality":2.5,"fails":false,` +
		`"load":{"demand":2.5,"spills_to":{"a":0.25,"b":0.5}},"needs":[{"on":"a"},{"any":[{"on":"b"}],"failover":"10m","source":"x","balance":"even"}]}`
	if err != nil || string(text) != want {
		t.Fatalf("%s, %v\nwant\n%s", text, err, want)
	}
	var again result.ShowNode
	if err := json.Unmarshal(text, &again); err != nil || !reflect.DeepEqual(n, again) {
		t.Errorf("%+v, %v\nwant\n%+v", again, err, n)
	}
	for _, wrong := range []string{`[]`, `{"id":"x","needs":[3]}`, `{"load":3}`, `{"tags":{"a":"b"}}`, `{"x":null}`} {
		if err := json.Unmarshal([]byte(wrong), &again); err == nil && wrong != `{"x":null}` {
			t.Errorf("%s is read", wrong)
		}
	}
}
