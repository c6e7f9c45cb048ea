package result

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/meoktong/meoktong/models/plain"
)

// MaxSaved bounds a saved answer that is read, in bytes.
const MaxSaved = 256 << 20

// documents returns an empty answer for each that a schema may stand for.
func documents(schema string) []Document {
	switch schema {
	case "meoktong.whatif/1":
		return []Document{&WhatIf{}}
	case "meoktong.why/1":
		return []Document{&Why{}}
	case "meoktong.timeline/1":
		return []Document{&Timeline{}}
	case "meoktong.replay/1":
		return []Document{&Replay{}}
	case "meoktong.rank/1":
		return []Document{&Rank{}}
	case "meoktong.cutsets/1":
		return []Document{&CutSets{}}
	case "meoktong.availability/1":
		return []Document{&Availability{}}
	case "meoktong.gate/1":
		return []Document{&Gate{}}
	case "meoktong.mitigate/1": // of --suggest, too
		return []Document{&Mitigate{}, &Suggest{}}
	case "meoktong.diff/1":
		return []Document{&Diff{}}
	case "meoktong.review/1":
		return []Document{&Review{}}
	case "meoktong.assumptions/1":
		return []Document{&Assumptions{}, &Sensitivity{}}
	case "meoktong.blackstart/1":
		return []Document{&BlackStart{}}
	case "meoktong.concentration/1":
		return []Document{&Concentration{}}
	case "meoktong.list/1":
		return []Document{&List{}}
	case "meoktong.show/1":
		return []Document{&Show{}}
	case "meoktong.check/1":
		return []Document{&Check{}}
	case "meoktong.version/1":
		return []Document{&Version{}}
	}
	return nil
}

// ErrNoAnswer is what Read returns for what is no saved answer of this program.
var ErrNoAnswer = errors.New("this is no answer that was saved as JSON")

// Read reads an answer that was saved as JSON: the same value again, to be
// presented in any other format. What is none is an error that wraps ErrNoAnswer,
// and so is a file of more than MaxSaved bytes; fields of a later version are
// passed over. It costs a pass over the file, two of one that is an answer to
// mitigate --suggest.
func Read(r io.Reader) (Document, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSaved+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxSaved {
		return nil, fmt.Errorf("%w: it is larger than %d bytes", ErrNoAnswer, MaxSaved)
	}
	data = plain.UTF8(data) // a shell may have saved it as something else
	var h Header
	if err := json.Unmarshal(data, &h); err != nil || !strings.HasPrefix(h.Schema, "meoktong.") {
		return nil, ErrNoAnswer
	}
	able := documents(h.Schema)
	for i, d := range able {
		dec := json.NewDecoder(bytes.NewReader(data))
		if i < len(able)-1 {
			dec.DisallowUnknownFields() // which tells it from the others
		}
		if dec.Decode(d) == nil {
			return d, nil
		}
	}
	return nil, fmt.Errorf("%w: it has the schema %q", ErrNoAnswer, h.Schema)
}
