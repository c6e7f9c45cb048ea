package models

import (
	"errors"
	"math"
	"strconv"
	"strings"
	"time"
)

// Forever is the horizon after which no failover is pending and no hold-up
// lasts: "--after ever".
const Forever = time.Duration(math.MaxInt64)

// maxDuration bounds what a file may say, so that sums never overflow.
const maxDuration = 100 * 365 * day

const day = 24 * time.Hour

var durationUnits = []struct {
	letter byte
	length time.Duration
}{{'d', day}, {'h', time.Hour}, {'m', time.Minute}, {'s', time.Second}}

var errDuration = errors.New(`a duration is written like "90s", "40m", "4h", "3d" or a sum such as "1h25m"`)

// ParseDuration reads a duration of the model language: whole numbers of
// days, hours, minutes and seconds, such as "90s", "3d" or "1h25m", at most
// a hundred years.
func ParseDuration(s string) (time.Duration, error) {
	var sum time.Duration
	if s == "" {
		return 0, errDuration
	}
	for s != "" {
		digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
		if digits == 0 || digits == len(s) {
			return 0, errDuration
		}
		n, err := strconv.ParseInt(s[:digits], 10, 64)
		unit := unitOf(s[digits])
		if unit == 0 {
			return 0, errDuration
		}
		if err != nil || n > int64(maxDuration/unit) || sum+time.Duration(n)*unit > maxDuration {
			return 0, errors.New("a duration may be a hundred years at most")
		}
		sum += time.Duration(n) * unit
		s = s[digits+1:]
	}
	return sum, nil
}

func unitOf(letter byte) time.Duration {
	for _, u := range durationUnits {
		if u.letter == letter {
			return u.length
		}
	}
	return 0
}

// ParseHorizon reads a horizon: a duration, or "ever".
func ParseHorizon(s string) (time.Duration, error) {
	if s == "ever" {
		return Forever, nil
	}
	d, err := ParseDuration(s)
	if err != nil {
		return 0, errors.New(err.Error() + `, or "ever" for the last moment`)
	}
	return d, nil
}

// FormatDuration writes d the way a model file would, largest unit first:
// "1h25m", "3d", "0s", "ever".
func FormatDuration(d time.Duration) string {
	if d == Forever {
		return "ever"
	}
	var b strings.Builder
	for _, u := range durationUnits {
		if n := d / u.length; n > 0 {
			b.WriteString(strconv.FormatInt(int64(n), 10))
			b.WriteByte(u.letter)
			d -= n * u.length
		}
	}
	if b.Len() == 0 {
		return "0s"
	}
	return b.String()
}
