// Package sensitivity answers how far one figure moves with each fact that nobody vouches
// for: one at a time, as a tornado chart shows it, and all ranges together, by Sobol's
// indices.
package sensitivity

import (
	"slices"
	"time"

	"github.com/meoktong/meoktong/graph/answer/question"
	"github.com/meoktong/meoktong/graph/answer/trials"
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// Question is what to ask of a model: a figure of a failure, at a moment or of the whole
// outage, or of an incident.
type Question struct {
	Incident string         // id of a recorded incident; or
	Failed   []string       // selectors of what fails at the start,
	For      time.Duration  // for that long, a second at least; 0: for good
	After    time.Duration  // the horizon of a figure at a moment
	Of       result.SwingOf // "": share of a node and users of all at a moment, outage of a node and user-hours of all of an incident, or with For
	Node     string         // a selector of the node whose figure it is; "": of all

	UnverifiedBefore string      // facts older than this date count as unverified, too; "" for none
	Trials           trials.Plan // rows of each of the two matrices of Sobol's indices; 0: none are asked for
}

// The fields of a question.
const (
	FieldIncident question.Field = "during"
	FieldFailed   question.Field = "if"
	FieldFor      question.Field = "for"
	FieldOf       question.Field = "of"
	FieldNode     question.Field = "node"
	FieldBefore   question.Field = "unverified-before"
)

// What there is to ask of a moment and of an outage, and of these of a node only, and of all
// only.
var (
	ofMoment = []result.SwingOf{result.SwingUsers, result.SwingShare, result.SwingServices, result.SwingSectors, result.SwingNodes}
	ofOutage = []result.SwingOf{result.SwingUserHours, result.SwingOutage}
	ofNode   = []result.SwingOf{result.SwingShare, result.SwingOutage}
	ofAll    = []result.SwingOf{result.SwingServices, result.SwingSectors, result.SwingNodes}
)

// Measures returns what a question can be of.
func Measures() []string {
	var out []string
	for _, m := range slices.Concat(ofMoment, ofOutage) {
		out = append(out, string(m))
	}
	return out
}

// Check finds what is wrong with a question whatever the model says: a question.Missing, a
// Conflict, a NotAmong, a NoDate or an OutOfRange.
func (q *Question) Check() error {
	switch {
	case q.Incident != "" && len(q.Failed) > 0:
		return question.Conflict{Fields: []question.Field{FieldIncident, FieldFailed}}
	case q.Incident != "" && q.For != 0:
		return question.Conflict{Fields: []question.Field{FieldIncident, FieldFor}}
	case q.Incident == "" && len(q.Failed) == 0:
		return question.Missing{OneOf: []question.Field{FieldIncident, FieldFailed}}
	case q.For != 0 && q.For < time.Second:
		return question.OutOfRange{Field: FieldFor, Given: q.For.Seconds(), Least: 1}
	}
	if err := q.checkMeasure(); err != nil {
		return err
	}
	if q.UnverifiedBefore != "" {
		if err := question.Date(FieldBefore, q.UnverifiedBefore); err != nil {
			return err
		}
	}
	return q.Trials.Check()
}

// checkMeasure finds what is wrong with what is asked for.
func (q *Question) checkMeasure() error {
	if q.Of == "" {
		return nil
	}
	if err := question.Among(FieldOf, string(q.Of), Measures()); err != nil {
		return err
	}
	able := ofMoment
	if q.Incident != "" || q.For != 0 {
		able = ofOutage
	} else if slices.Contains(ofOutage, q.Of) {
		able = ofOutage // the failure is for good
	}
	able = slices.DeleteFunc(slices.Clone(able), func(m result.SwingOf) bool {
		return q.Node == "" && slices.Contains(ofNode, m) || q.Node != "" && slices.Contains(ofAll, m)
	})
	if slices.Contains(able, q.Of) {
		return nil
	}
	if q.Node == "" && slices.Contains(ofNode, q.Of) {
		return question.Missing{OneOf: []question.Field{FieldNode}}
	}
	var words []string
	for _, m := range able {
		words = append(words, string(m))
	}
	return question.NotAmong{Field: FieldOf, Given: string(q.Of), Words: words}
}

// measure is what is asked for, the usual one where nothing is said.
func (q *Question) measure() result.SwingOf {
	whole := q.Incident != "" || q.For != 0
	switch {
	case q.Of != "":
		return q.Of
	case whole && q.Node != "":
		return result.SwingOutage
	case whole:
		return result.SwingUserHours
	case q.Node != "":
		return result.SwingShare
	}
	return result.SwingUsers
}

// ids resolves the node and what fails.
func (q *Question) ids(m *models.Model) (node string, failed []string, err error) {
	if q.Node != "" {
		if node, err = question.OneNode(m, FieldNode, q.Node); err != nil {
			return "", nil, err
		}
	}
	if len(q.Failed) > 0 {
		failed, err = question.Failures(m, q.Failed)
	}
	return node, failed, err
}
