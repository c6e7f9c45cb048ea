// Package calendar knows dates as a model writes them: a year, a month or a day.
package calendar

import (
	"regexp"
	"time"
)

var pattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$`)

// Valid says whether a text is a date: "2023", "2023-09" or "2023-09-30".
func Valid(text string) bool {
	_, err := time.Parse(time.DateOnly, text)
	return pattern.MatchString(text) && (err == nil || len(text) < len(time.DateOnly))
}

// First returns the first day of a date that is valid, "2023-09-01".
func First(date string) string { return date + "-01-01"[min(len("-01-01"), max(0, len(date)-4)):] }

// Last returns the last day of a date that is valid, "2023-09-30".
func Last(date string) string {
	first, err := time.Parse(time.DateOnly, First(date))
	switch {
	case err != nil:
		return date
	case len(date) == len("2021"):
		return first.AddDate(1, 0, -1).Format(time.DateOnly)
	case len(date) == len("2021-10"):
		return first.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	return date
}
