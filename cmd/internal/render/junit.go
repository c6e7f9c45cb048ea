package render

import (
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"github.com/meoktong/meoktong/graph/i18n"
	"github.com/meoktong/meoktong/graph/result"
)

// The part of JUnit's XML that build servers read: suites of cases, with a
// failure in those that fail.
type (
	junitSuites struct {
		XMLName  xml.Name   `xml:"testsuites"`
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Suite    junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Cases    []junitCase `xml:"testcase"`
	}
	junitCase struct {
		Class   string        `xml:"classname,attr"`
		Name    string        `xml:"name,attr"`
		File    string        `xml:"file,attr,omitempty"`
		Line    int           `xml:"line,attr,omitempty"`
		Failure *junitFailure `xml:"failure"`
		Out     string        `xml:"system-out,omitempty"`
	}
	junitFailure struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// JUnit writes a case a policy, which fails if the policy has a violation that no
// baseline accepts.
func (p Gate) JUnit(w io.Writer) error {
	t := i18n.In(p.Lang)
	suite := junitSuite{Name: clean(p.Answer.Model.Title), Tests: len(p.Answer.Policies)}
	for i := range p.Answer.Policies {
		x := &p.Answer.Policies[i]
		c := junitCase{Class: "meoktong.gate", Name: x.ID}
		var fresh, known []string
		for j := range x.Violations {
			v := &x.Violations[j]
			if v.Known {
				known = append(known, sentence(v, t))
				continue
			}
			if fresh == nil {
				c.File, c.Line = clean(v.Blame.File), v.Blame.Line
			}
			fresh = append(fresh, sentence(v, t))
		}
		if x.Circle != nil {
			known = append(known, circling(x, t))
		}
		c.Out = strings.Join(known, "\n")
		if x.New() > 0 {
			suite.Failures++
			c.Failure = &junitFailure{Message: demanded(x, t) + ". " + worstCase(x, t), Type: "violation", Text: strings.Join(fresh, "\n")}
		}
		suite.Cases = append(suite.Cases, c)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	e := xml.NewEncoder(w)
	e.Indent("", "  ")
	if err := e.Encode(junitSuites{Name: "meoktong gate", Tests: suite.Tests, Failures: suite.Failures, Suite: suite}); err != nil {
		return err
	}
	_, err := fmt.Fprintln(w)
	return err
}

// sentence says on one line what a violation is and where it can be mended.
func sentence(v *result.Violation, t *i18n.Catalogue) string {
	return clean(fmt.Sprintf("%s: %s: %s (%s)", t.IfFailsShort.With(len(v.Failed), strings.Join(v.Failed, ", ")), v.Node, becomes(&v.Outcome, t), blamed(&v.Blame, t)))
}
