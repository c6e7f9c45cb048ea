package tables

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models/language"
)

// nothing are what people write where they have no value. It is never 0.
var nothing = []string{"", "-", "–", "—", "?", "n/a", "#n/a", "unknown", "none", "null", "tbd", "미상", "모름", "없음", "미정", "해당없음"}

// said returns the text of a cell that says something.
func said(c Cell) (string, bool) {
	if c.Text == "" || len(c.Text) < 16 && slices.Contains(nothing, strings.ToLower(c.Text)) {
		return "", false
	}
	return c.Text, true
}

// value returns a cell as a value of a key; ok is false where it says nothing, or what is
// wrong, which is told. What the model language says of the value is left to its reader.
func (r *Reader) value(l *list, k *language.Key, c Cell) (v any, ok bool) {
	text, ok := said(c)
	if !ok {
		return nil, false
	}
	switch k.Type {
	case language.Number, language.Whole:
		return r.number(l, k, c, text)
	case language.Bool:
		if yes, ok := truths[strings.ToLower(text)]; ok {
			return yes, true
		}
		r.wrong(c.At, "type", fmt.Sprintf("%s is true or false, not %q", k.Name, text), "")
		return nil, false
	case language.Duration:
		return l.duration(text), true
	case language.Date:
		return date(l, text), true
	case language.Word:
		if word := levels[text]; word != "" {
			return word, true
		}
		return strings.ToLower(text), true
	case language.Strings:
		return split(text, ",;\n"), true
	}
	return text, true
}

// truths are what people write for yes and no.
var truths = map[string]bool{"true": true, "yes": true, "y": true, "1": true, "o": true, "예": true, "참": true, "true()": true,
	"false": false, "no": false, "n": false, "0": false, "x": false, "아니오": false, "거짓": false}

// levels are words of the model language in Korean.
var levels = map[string]string{"저하": "degraded", "중단": "down", "정상": "up", "밝힘": "stated", "보도됨": "reported", "보도": "reported", "가정": "assumed"}

var (
	thousands = regexp.MustCompile(`^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$`)
	decimals  = regexp.MustCompile(`^[+-]?\d+,\d+$`)
	counted   = regexp.MustCompile(`\s*(명|개|건|곳|회선|people|users)$`)
)

// figure reads a number as people write it: "12,000", "40%", "1 200명".
func figure(text string, decimalComma bool) (float64, bool) {
	text = counted.ReplaceAllString(text, "")
	text, percent := strings.CutSuffix(strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "", "_", "", "％", "%").Replace(text), "%")
	switch {
	case thousands.MatchString(text):
		text = strings.ReplaceAll(text, ",", "")
	case decimalComma && decimals.MatchString(text):
		text = strings.Replace(text, ",", ".", 1)
	}
	if text == "" || strings.ContainsAny(text, "xXnNpP") { // hexadecimal, infinite or none: no cell means these
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	if percent {
		n, _ = strconv.ParseFloat(strconv.FormatFloat(n/100, 'g', 15, 64), 64) // 28.9% is 0.289
	}
	return n, err == nil
}

// number reads one of a key. A range goes as it is.
func (r *Reader) number(l *list, k *language.Key, c Cell, text string) (any, bool) {
	if strings.Contains(text, "..") {
		return text, true
	}
	n, ok := figure(text, l.DecimalComma)
	if !ok {
		r.wrong(c.At, "type", fmt.Sprintf("%s is a number, not %q", k.Name, text), "leave the cell empty where it is not known")
		return nil, false
	}
	if whole := int64(n); float64(whole) == n && n < 1<<53 && n > -1<<53 {
		return whole, true
	}
	return n, true
}

// units are those of durations as people write them, the longer first.
var units = strings.NewReplacer("시간", "h", "hours", "h", "hour", "h", "hrs", "h", "hr", "h", "minutes", "m", "minute", "m", "mins", "m", "min", "m", "분", "m",
	"seconds", "s", "second", "s", "secs", "s", "sec", "s", "초", "s", "days", "d", "day", "d", "일", "d", " ", "", "\u00a0", "")

// duration is the function of that name; a list has few of them.
func (l *list) duration(text string) any {
	if v := l.durations[text]; v != nil {
		return v
	}
	v := any(duration(text))
	if l.durations == nil {
		l.durations = map[string]any{}
	}
	if len(l.durations) < 1000 {
		l.durations[text] = v
	}
	return v
}

// duration writes one as the model language does.
func duration(text string) string {
	if text == "0" {
		return "0s"
	}
	return units.Replace(strings.ToLower(text))
}

var dated = regexp.MustCompile(`^(\d{4})\s*[./-]\s*(\d{1,2})(?:\s*[./-]\s*(\d{1,2}))?\s*\.?(?:[ T]00:00:00)?$`)

// date writes one as the model language does. In workbooks days are counted.
func date(l *list, text string) string {
	if days, err := strconv.ParseFloat(text, 64); err == nil && l.Book && days > 10_000 && days < 100_000 {
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(days)).Format(time.DateOnly)
	}
	m := dated.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	month, _ := strconv.Atoi(m[2])
	out := fmt.Sprintf("%s-%02d", m[1], month)
	if m[3] != "" {
		day, _ := strconv.Atoi(m[3])
		out += fmt.Sprintf("-%02d", day)
	}
	return out
}

// split returns the parts of a cell that lists several things.
func split(text, by string) []any {
	var out []any
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(by, r) }) {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}
