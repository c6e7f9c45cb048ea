package show

import (
	"reflect"
	"strings"

	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/language"
)

// Requirement returns a requirement in the words of the model language, without
// its grounds.
func Requirement(r *models.Requirement) result.Requirement { return requirement(r, false) }

// sourced returns requirements with all that each says, its grounds included.
func sourced(rs []models.Requirement) []result.Requirement {
	out := make([]result.Requirement, len(rs))
	for i := range rs {
		out[i] = requirement(&rs[i], true)
	}
	return out
}

// requirement fills in the fields that a result has for keys. What it has none for is
// said beside them, where all is asked for.
func requirement(r *models.Requirement, all bool) result.Requirement {
	var out result.Requirement
	fields := reflect.ValueOf(&out).Elem()
	for _, s := range models.Says(r) {
		if s.Key.IsGround() && !all {
			continue
		}
		i, has := fieldOf[s.Key.Name]
		switch v := s.Value.(type) {
		case []models.Requirement:
			of := make([]result.Requirement, len(v))
			for i := range v {
				of[i] = requirement(&v[i], all)
			}
			if s.Key.Type == language.Need {
				out.Unless = &of[0]
			} else {
				fields.Field(i).Set(reflect.ValueOf(of))
			}
		case int:
			fields.Field(i).SetInt(int64(v))
		default:
			switch {
			case has:
				fields.Field(i).SetString(one(s.Key, v).Text)
			case all:
				out.Said = append(out.Said, one(s.Key, v))
			}
		}
	}
	return out
}

// fieldOf are the fields that a result has for keys of requirements.
var fieldOf = func() map[string]int {
	out := map[string]int{}
	for i, t := 0, reflect.TypeFor[result.Requirement](); i < t.NumField(); i++ {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		out[name] = i
	}
	return out
}()
