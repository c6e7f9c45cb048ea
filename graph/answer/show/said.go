package show

import (
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// always are the keys that an answer has, said or not: those that every list has, and
// what decides how the node behaves.
var always = []string{"name", "operator", "site", "sector", "fails", "needs"}

// said returns what a node says, key by key. Of the rest of the table it has nothing:
// so no key can be forgotten here.
func said(m *models.Model, n *models.Node) result.Sayings {
	says := map[string]models.Saying{}
	for _, s := range models.Says(n) {
		says[s.Key.Name] = s
	}
	var out result.Sayings
	for _, k := range language.KeysOn(language.Node) {
		s, given := says[k.Name]
		users, known := m.Users(n)
		switch {
		case k.Name == "users" && known: // those of its population too
			out = append(out, result.Said{Key: k.Name, Number: &users})
		case given && !s.Assumed || slices.Contains(always, k.Name):
			out = append(out, one(k, s.Value))
		case k.Name == "supply" && m.Supplied(n): // as its kind says
			out = append(out, one(k, true))
		}
	}
	return out
}

// one returns what is said under a key, or the empty form of it.
func one(k *language.Key, value any) result.Said {
	out := result.Said{Key: k.Name}
	if strings.HasPrefix(k.Field, "Load.") {
		out.Within = result.InLoad
	}
	switch v := value.(type) {
	case string:
		out.Text = v
	case time.Duration:
		out.Text = models.FormatDuration(v)
	case models.Range:
		out.Text = v.String()
	case models.Text:
		out.Names = result.Names(v)
	case float64:
		out.Number = &v
	case int:
		x := float64(v)
		out.Number = &x
	case bool:
		out.Flag = &v
	case []string:
		out.Words = v
	case []models.Share:
		out.Shares = map[string]float64{}
		for _, s := range v {
			out.Shares[s.ID] = s.Share
		}
	case []models.Requirement:
		out.Needs = sourced(v)
	case []models.Dated:
		out.Dates = dated(v)
	default: // nothing is said
		if k.Type == language.Needs {
			out.Needs = []result.Requirement{}
		}
	}
	return out
}

// dated returns what is said by date.
func dated(by []models.Dated) []result.SaidFrom {
	var out []result.SaidFrom
	for i := range by {
		x := result.SaidFrom{From: by[i].From}
		for _, s := range by[i].Says() {
			x.Said = append(x.Said, one(s.Key, s.Value))
		}
		out = append(out, x)
	}
	return out
}
