package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
)

// Where the shipped model's README counts what was seen, which -update writes.
const incidentsFrom, incidentsTo = "<!-- incidents: go test ./cmd/meoktong -run KoreaIncidents -update -->\n", "<!-- end of incidents -->\n"

// TestKoreaIncidents holds the README's count of observations against the incidents of the
// shipped model. What documents they are from stands in the README alone.
func TestKoreaIncidents(t *testing.T) {
	const file = "../../models/korea/README.md"
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	m, err := models.Load(models.Request{Path: "../../models/korea"})
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), incidentsFrom)
	was, after, closed := strings.Cut(rest, incidentsTo)
	if !found || !closed {
		t.Fatalf("%s lacks %q or %q", file, incidentsFrom, incidentsTo)
	}
	want := countedIncidents(m, was)
	if *update {
		if err := os.WriteFile(file, []byte(before+incidentsFrom+want+incidentsTo+after), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if was != want {
		t.Errorf("%s does not count today's incidents (go test ./cmd/meoktong -run KoreaIncidents -update):\n%s", file, differing(was, want))
	}
}

// countedIncidents writes the table anew: rows stay in their order, with their documents, and
// those of further incidents follow.
func countedIncidents(m *models.Model, was string) string {
	rows := strings.SplitAfter(strings.TrimSuffix(was, "\n"), "\n")
	incidents := map[string]*models.Incident{}
	for i := range m.Incidents {
		incidents[m.Incidents[i].ID] = &m.Incidents[i]
	}
	var b strings.Builder
	for i, row := range rows {
		if i < 2 { // the head
			b.WriteString(row)
			continue
		}
		cells := strings.Split(row, "|")
		id := strings.Trim(cells[1], " `")
		if in := incidents[id]; in != nil {
			b.WriteString(counts(in, strings.TrimSpace(cells[2])))
			delete(incidents, id)
		}
	}
	for i := range m.Incidents {
		if in := &m.Incidents[i]; incidents[in.ID] != nil {
			b.WriteString(counts(in, "[SOURCES.md](SOURCES.md)"))
		}
	}
	return b.String()
}

func counts(in *models.Incident, document string) string {
	var nowhere, scored, up, fitted int
	for _, o := range in.Observed {
		for _, x := range []struct {
			n  *int
			is bool
		}{{&nowhere, o.Node == ""}, {&scored, o.Scored}, {&up, o.Scored && o.Level == "up" && o.At == nil && o.From == nil && o.To == nil}, {&fitted, o.Fitted}} {
			if x.is {
				*x.n++
			}
		}
	}
	return fmt.Sprintf("| `%s` | %s | %d | %d | %d | %d | %d | %d |\n", in.ID, document, len(in.Observed), nowhere, scored, up, fitted, len(in.Observed)-scored)
}

// TestGalleryIsCommitted wants every file that the gallery links to among those that
// .gitignore lets through: a picture that is passed over is missed by nobody who drew it.
func TestGalleryIsCommitted(t *testing.T) {
	index, err := os.ReadFile("../../out/README.md")
	if err != nil {
		t.Fatal(err)
	}
	ignored, err := os.ReadFile("../../.gitignore")
	if err != nil {
		t.Fatal(err)
	}
	links := regexp.MustCompile(`\]\(([a-z0-9-]+)\.[a-z.]+\)`).FindAllStringSubmatch(string(index), -1)
	for _, l := range links {
		if !strings.Contains(string(ignored), "\n!/out/"+l[1]+".*\n") {
			t.Errorf(".gitignore passes over out/%s.*", l[1])
		}
	}
	if len(links) < 100 {
		t.Errorf("only %d links in the gallery", len(links))
	}
}
