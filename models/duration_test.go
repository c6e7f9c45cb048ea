package models_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/meoktong/meoktong/models"
)

func TestParseDuration(t *testing.T) {
	const hundredYears = 36500 * 24 * time.Hour
	tests := map[string]time.Duration{
		"0s": 0, "90s": 90 * time.Second, "40m": 40 * time.Minute, "4h": 4 * time.Hour, "3d": 72 * time.Hour,
		"1h25m": 85 * time.Minute, "1m1h": 61 * time.Minute, "1s1s": 2 * time.Second, "007s": 7 * time.Second,
		"36500d": hundredYears, "876000h": hundredYears,
	}
	for text, want := range tests {
		if got, err := models.ParseDuration(text); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", "s", "1", "1x", "h1", "-1h", "+1h", "1.5h", "1 h", " 1h", "1h ", "1H", "1ms", "1시간", "１h", "1h1",
		"36500d1s", "36501d", "876000h1s", "99999999999999999999s", "9223372036854775807s", "9223372036854775807d", strings.Repeat("9", 1000) + "s",
	} {
		if got, err := models.ParseDuration(text); err == nil || got != 0 {
			t.Errorf("%q is taken for %v", text, got)
		}
	}
}

func TestParseHorizon(t *testing.T) {
	for text, want := range map[string]time.Duration{"ever": models.Forever, "0s": 0, "1h": time.Hour} {
		if got, err := models.ParseHorizon(text); err != nil || got != want {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	if _, err := models.ParseHorizon("never"); err == nil || !strings.Contains(err.Error(), `"ever"`) {
		t.Errorf(`"never": %v`, err)
	}
}

func TestFormatDuration(t *testing.T) {
	for want, d := range map[string]time.Duration{"0s": 0, "1h25m": 85 * time.Minute, "1d1s": 24*time.Hour + time.Second, "ever": models.Forever} {
		if got := models.FormatDuration(d); got != want {
			t.Errorf("%v is written %q, not %q", d, got, want)
		}
	}
}

func TestDurationRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := time.Duration(rapid.Int64Range(0, 36500*24*3600).Draw(t, "seconds")) * time.Second
		text := models.FormatDuration(want)
		if got, err := models.ParseDuration(text); err != nil || got != want {
			t.Fatalf("%v is written %q and read back as %v, %v", want, text, got, err)
		}
	})
}

// Sums never overflow: they are right, or refused.
func TestDurationSums(t *testing.T) {
	part := rapid.Custom(func(t *rapid.T) int64 {
		return rapid.Int64Range(0, 1<<62).Draw(t, "n") >> rapid.IntRange(0, 62).Draw(t, "shift")
	})
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		sum := 0.0
		units := map[string]float64{"s": 1, "m": 60, "h": 3600, "d": 86400}
		for _, n := range rapid.SliceOfN(part, 1, 5).Draw(t, "parts") {
			unit := rapid.SampledFrom([]string{"s", "m", "h", "d"}).Draw(t, "unit")
			text.WriteString(strconv.FormatInt(n, 10) + unit)
			sum += float64(n) * units[unit]
		}
		got, err := models.ParseDuration(text.String())
		if fits := sum <= 36500*86400; fits != (err == nil) || fits && got.Seconds() != sum {
			t.Fatalf("%q is %v s and read as %v, %v", text.String(), sum, got, err)
		}
	})
}
