package trials_test

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models"
)

var (
	durations = regexp.MustCompile(`(recovery|holdup|failover|for|at) = "([0-9dhms]+)"`)
	tables    = regexp.MustCompile(`(?m)^access = \{ (.*) \}$`)
)

// unsure makes ranges of some of the durations and shares of a model's text. No two of
// them are alike.
func unsure(rng *rand.Rand, text string) string {
	used := map[string]bool{}
	text = durations.ReplaceAllStringFunc(text, func(found string) string {
		part := durations.FindStringSubmatch(found)
		d, err := models.ParseDuration(part[2])
		if err != nil || rng.IntN(3) == 0 {
			return found
		}
		for {
			x := models.Range{Least: float64(1 + rng.IntN(int(d.Seconds())+1)), Triangle: rng.IntN(2) == 0}
			x.Likeliest = x.Least + float64(rng.IntN(int(d.Seconds())+1))
			x.Most = x.Likeliest + 1 + float64(rng.IntN(int(d.Seconds())+1))
			if !used[x.String()] {
				used[x.String()] = true
				return part[1] + " = " + strconv.Quote(x.String())
			}
		}
	})
	return tables.ReplaceAllStringFunc(text, func(found string) string {
		entries := strings.Split(tables.FindStringSubmatch(found)[1], ", ")
		if len(entries) == 1 || rng.IntN(3) == 0 {
			return found
		}
		i := rng.IntN(len(entries))
		id, _, _ := strings.Cut(entries[i], " = ")
		least := 0.05 + 0.4*rng.Float64()
		entries[i] = fmt.Sprintf(`%s = "%.6f..%.6f"`, id, least, least+0.4*rng.Float64()+0.01)
		return "access = { " + strings.Join(entries, ", ") + " }"
	})
}

// known writes the values that were drawn in place of the ranges of a model's text, and
// scales what stands beside shares.
func known(text string, facts []models.Fact, values []float64) string {
	share := map[string]float64{}
	for i, f := range facts {
		if f.Range.Share {
			share[f.Of+" "+f.About] = values[i]
		} else {
			text = strings.ReplaceAll(text, strconv.Quote(f.Range.String()), strconv.Quote(fmt.Sprintf("%.0fs", values[i])))
		}
	}
	population := ""
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		if id, ok := strings.CutPrefix(line, "[population."); ok {
			population = strings.TrimSuffix(id, "]")
		}
		if table := tables.FindStringSubmatch(line); table != nil && strings.Contains(line, "..") {
			lines[i] = scaled(population, strings.Split(table[1], ", "), share)
		}
	}
	return strings.Join(lines, "\n")
}

func scaled(population string, entries []string, share map[string]float64) string {
	drawn, others := 0.0, 0.0
	said := func(entry string) (id string, x float64, isDrawn bool) {
		id, value, _ := strings.Cut(entry, " = ")
		if x, isDrawn = share[population+" "+id]; !isDrawn {
			x, _ = strconv.ParseFloat(value, 64)
		}
		return id, x, isDrawn
	}
	for _, e := range entries {
		if _, x, isDrawn := said(e); isDrawn {
			drawn += x
		} else {
			others += x
		}
	}
	for i, e := range entries {
		id, x, isDrawn := said(e)
		if !isDrawn {
			x *= (1 - drawn) / others
		}
		entries[i] = fmt.Sprintf("%s = %.17g", id, x)
	}
	return "access = { " + strings.Join(entries, ", ") + " }"
}
