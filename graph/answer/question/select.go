package question

import (
	"slices"
	"strings"
	"time"

	"github.com/meoktong/meoktong/models"
)

// Failures resolves selectors to what is to fail: ids of nodes and parts, sorted.
// Several selectors are one with commas between them. The error is a
// *models.NameError.
func Failures(m *models.Model, selectors []string) ([]string, error) {
	return m.SelectFailures(strings.Join(selectors, ","))
}

// One resolves a selector that must name one node or part; else the error is a
// *models.NameError or a NotOne.
func One(m *models.Model, field Field, selector string) (string, error) {
	ids, err := m.Select(selector)
	if err != nil {
		return "", err
	}
	if len(ids) != 1 {
		return "", NotOne{field, selector, len(ids)}
	}
	return ids[0], nil
}

// OneNode is One where a part stands for its service.
func OneNode(m *models.Model, field Field, selector string) (string, error) {
	ref, err := One(m, field, selector)
	id, _, _ := strings.Cut(ref, "@")
	return id, err
}

// Among checks a word against those that a field takes.
func Among(field Field, given string, words []string) error {
	if slices.Contains(words, given) {
		return nil
	}
	return NotAmong{field, given, words}
}

// Incident finds an incident by its id; else the error is a NoSuch.
func Incident(m *models.Model, id string) (*models.Incident, error) {
	var has []string
	for i := range m.Incidents {
		if m.Incidents[i].ID == id {
			return &m.Incidents[i], nil
		}
		has = append(has, m.Incidents[i].ID)
	}
	return nil, NoSuch{"incident", id, has}
}

// Policies checks ids of policies; of the first that the model does not have the
// error is a NoSuch.
func Policies(m *models.Model, ids []string) error {
	for _, id := range ids {
		if m.Policy(id) != nil {
			continue
		}
		var has []string
		for i := range m.Policies {
			has = append(has, m.Policies[i].ID)
		}
		return NoSuch{"policy", id, has}
	}
	return nil
}

// Date checks a date written like 2023, 2023-09 or 2023-09-30; else the error is
// a NoDate.
func Date(field Field, text string) error {
	for _, layout := range []string{"2006", "2006-01", time.DateOnly} {
		if _, err := time.Parse(layout, text); err == nil {
			return nil
		}
	}
	return NoDate{field, text}
}
