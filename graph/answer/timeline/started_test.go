package timeline_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/meoktong/meoktong/graph/answer/timeline"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/internal/fixture"
	"github.com/meoktong/meoktong/graph/result"
)

// standby is a set that takes five minutes to start, and runs on for ten when what it
// stands in for is back; and people who use another line once theirs has gone.
const standby = `
[sector.all]
[power.main]
[power.standby]
recovery = "5m"
needs = [{ unless = "main", holdup = "10m" }]
[power.bus]
needs = [{ any = ["main", "standby"] }]
[carrier.kt]
needs = ["bus"]
[carrier.lgu]
[carrier.skt]
[population.people]
size = 1000
access = { kt = 0.6, lgu = 0.4 }
[service.call]
sector = "all"
population = "people"
tolerance = "1m"
needs = [{ any = ["@access", { all = [{ unless = "@access" }, "skt"] }] }]
[service.guest]
sector = "all"
population = "people"
tolerance = "1m"
recovery = "2m"
needs = [{ any = ["@access", "skt"] }, { unless = "@access" }]
[service.siren]
users = 70
sector = "all"
tolerance = "1m"
needs = [{ unless = "main" }, "skt"]
`

// TestStandbyInTime has nobody hit who was held down before and is, and tells of what
// starts when it starts and when it stops: that is no recovery.
func TestStandbyInTime(t *testing.T) {
	c := fixture.Compile(t, []byte(standby))
	for _, q := range []struct {
		failed string
		lasts  time.Duration
		want   string
	}{
		{"skt", time.Hour, `
end 3600
skt down 0-3600
back: 3600 skt repair`},
		{"lgu", time.Hour, `
end 3600
lgu down 0-3600
start: 120 guest degraded -3600 member guest@lgu
start: 120 guest@lgu up -3600 recovery lgu
back: 3600 lgu repair`},
		{"main", time.Hour, `
end 4200
bus down 0-300
kt down 0-300
main down 0-3600
start: 0 siren up -3600 down main
start: 120 guest degraded -300 member guest@kt
start: 120 guest@kt up -300 recovery kt
start: 300 standby up -4200 recovery main
back: 300 bus member standby
back: 300 kt member bus
back: 3600 main repair`},
		{"main", 2 * time.Minute, `
end 720
bus down 0-120
kt down 0-120
main down 0-120
start: 0 siren up -120 down main
start: 300 standby up -720 recovery main
back: 120 bus member main
back: 120 kt member bus
back: 120 main repair`},
		{"main,skt", 0, `
end never
bus down 0-300
call degraded 0-300
call@kt down 0-300
kt down 0-300
main down 0-never
skt down 0-never
start: 300 standby up -never recovery main
back: 300 bus member standby
back: 300 call member call@kt
back: 300 kt member bus
back: 300 call@kt member kt
path: 300 standby recovery
path: 300 bus member
path: 300 kt member
path: 300 call@kt member`},
	} {
		answer, err := timeline.Of(t.Context(), c, timeline.Script{Failed: strings.Split(q.failed, ","), For: q.lasts})
		if err != nil {
			t.Fatal(err)
		}
		if got := recount(answer); !strings.HasPrefix(got, strings.TrimSpace(q.want)) {
			t.Errorf("%s fail for %v:\n%s\nwant%s", q.failed, q.lasts, got, q.want)
		}
		if want := []string{"guest", "siren", "standby"}; !slices.Equal(answer.HeldDown, want) {
			t.Errorf("%v are held down, want %v", answer.HeldDown, want)
		}
		for _, b := range answer.Breaches {
			if !strings.HasPrefix(b.Node, "call@") {
				t.Errorf("%s fail: a breach of what was down before: %+v", q.failed, b)
			}
		}
	}
}

// recount is what an answer says of nodes, but for what is held down.
func recount(a *result.Timeline) string {
	var out []string
	end := "never"
	if a.EndS != nil {
		end = fmt.Sprint(*a.EndS)
	}
	to := func(s *int64) string {
		if s == nil {
			return "never"
		}
		return fmt.Sprint(*s)
	}
	for _, s := range a.Spans {
		if !s.Held {
			out = append(out, fmt.Sprintf("%s %s %d-%s", s.Node, s.Level, s.FromS, to(s.ToS)))
		}
	}
	for _, s := range a.Started {
		out = append(out, strings.TrimSpace(fmt.Sprintf("start: %d %s %s -%s %s %s", s.FromS, s.Node, s.Level, to(s.ToS), s.Waited, s.On)))
	}
	for _, r := range a.Recovery {
		out = append(out, strings.TrimSpace(fmt.Sprintf("back: %d %s %s %s", r.AtS, r.Node, r.Waited, r.On)))
	}
	for _, r := range a.CriticalPath {
		out = append(out, fmt.Sprintf("path: %d %s %s", r.AtS, r.Node, r.Waited))
	}
	return "end " + end + "\n" + strings.Join(out, "\n")
}

// TestStartsAreDrawn has a standby that runs on for a time that nobody knows exactly, and
// starts in some trials alone.
func TestStartsAreDrawn(t *testing.T) {
	c := fixture.Compile(t, []byte(`
[power.main]
[power.standby]
needs = [{ unless = { any = ["main"], holdup = "1m..10m" } , holdup = "1h..3h" }]
`))
	ask := func(lasts time.Duration) *result.Timeline {
		answer, err := timeline.Ask(t.Context(), c, timeline.Question{Failed: []string{"main"}, For: lasts, Trials: trials.Plan{Count: 200, Seed: 1}})
		if err != nil {
			t.Fatal(err)
		}
		if len(answer.Sometimes) > 0 {
			t.Errorf("spans of what is held down: %+v", answer.Sometimes)
		}
		return answer
	}
	long := ask(time.Hour).Started
	if len(long) != 1 || long[0].FromRange.In != 200 || *long[0].ToRange.P5 < 7200 || *long[0].ToRange.P95 > 14400 || *long[0].FromRange.P95 <= *long[0].FromRange.P5 {
		t.Errorf("it starts %+v", long)
	}
	short := ask(3 * time.Minute).Started
	if len(short) != 1 || !short[0].Sometimes || short[0].FromRange.In == 0 || short[0].FromRange.In == 200 {
		t.Errorf("it starts %+v", short)
	}
}
