package redact

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/internal/words"
	"github.com/meoktong/meoktong/models/plain"
)

// Key holds which name each pseudonym stands for, so that the next version of a
// model gets the same ones. Who has it can turn them back. It is a file of JSON:
//
//	{"schema": "meoktong.key/1", "names": {"carrier": {"kt-backbone": "carrier-01"}}}
//
// by class and name. Names that a model has no more stay, and their numbers are
// given to no other. The zero Key has no names.
type Key struct {
	names map[string]map[string]string
}

// keySchema names the format of a key.
const keySchema = "meoktong.key/1"

const (
	maxKey    = 64 << 20   // bytes of a key file
	maxNumber = 99_999_999 // of a pseudonym, in a file that is read
)

// of returns the pseudonyms of a class, to be added to.
func (k *Key) of(class string) map[string]string {
	if k.names == nil {
		k.names = map[string]map[string]string{}
	}
	if k.names[class] == nil {
		k.names[class] = map[string]string{}
	}
	return k.names[class]
}

// Write writes the key as ReadKey reads it, the same key with the same bytes.
func (k *Key) Write(w io.Writer) error {
	names := map[string]map[string]string{} // which a key without names has too
	maps.Copy(names, k.names)
	maps.DeleteFunc(names, func(_ string, of map[string]string) bool { return len(of) == 0 })
	e := json.NewEncoder(w)
	e.SetIndent("", "  ")
	e.SetEscapeHTML(false)
	return e.Encode(struct {
		Schema string                       `json:"schema"`
		Names  map[string]map[string]string `json:"names"`
	}{keySchema, names})
}

// ReadKey reads a key. Nothing of it is believed unchecked: a pseudonym must be
// one that its class could have been given, and stand for one name. The error
// says what is wrong first, and where: "key.json:3: ...".
func ReadKey(name string, r io.Reader) (*Key, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxKey+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%s: it cannot be read", name)
	case len(data) > maxKey:
		return nil, fmt.Errorf("%s: it is larger than %d bytes, and no key", name, maxKey)
	}
	data = plain.Text(data)
	k := &keyReader{file: name, data: data, d: json.NewDecoder(bytes.NewReader(data)), taken: map[string]string{}}
	if err := k.document(); err != nil {
		return nil, err
	}
	return &k.key, nil
}

// keyReader reads a key token by token, to know the line of each.
type keyReader struct {
	file  string
	data  []byte
	d     *json.Decoder
	key   Key
	taken map[string]string // pseudonym -> the name that has it
}

func (k *keyReader) document() error {
	schema := ""
	err := k.object(func(field string) (err error) {
		switch field {
		case "schema":
			if schema, err = k.text(); err == nil && schema != keySchema {
				err = k.fail("the schema is %s, and that of a key is %s", words.Quote(schema), words.Quote(keySchema))
			}
		case "names":
			err = k.object(k.class)
		default:
			err = k.fail("a key has no %s", words.Quote(field))
		}
		return err
	})
	if err != nil {
		return err
	}
	if schema == "" {
		return k.fail("a key has the schema %s", words.Quote(keySchema))
	}
	if _, err := k.d.Token(); !errors.Is(err, io.EOF) {
		return k.fail("something follows the key")
	}
	return nil
}

// class reads the names of one class.
func (k *keyReader) class(class string) error {
	if !isClass(class) {
		return k.fail("%s is no class of names", words.Quote(class))
	}
	return k.object(func(word string) error {
		pseudonym, err := k.text()
		if err != nil {
			return err
		}
		other, taken := k.taken[pseudonym]
		switch {
		case word == "":
			return k.fail("a name is empty")
		case numberOf(class, pseudonym) == 0:
			return k.fail("%s is no pseudonym of %s: such a one is called %s", words.Quote(pseudonym), words.Quote(class), words.Quote(pseudonymOf(class, 1)))
		case taken:
			return k.fail("%s stands for %s already", words.Quote(pseudonym), words.Quote(other))
		}
		k.taken[pseudonym] = word
		k.key.of(class)[word] = pseudonym
		return nil
	})
}

// object reads an object, whose fields each reads, one after another.
func (k *keyReader) object(each func(field string) error) error {
	t, err := k.token()
	if err != nil {
		return err
	}
	if t != json.Delim('{') {
		return k.fail("an object is wanted here: { ... }")
	}
	seen := map[string]bool{}
	for k.d.More() {
		var field string
		if field, err = k.text(); err != nil {
			return err
		}
		if seen[field] {
			return k.fail("%s stands here twice", words.Quote(field))
		}
		seen[field] = true
		if err = each(field); err != nil {
			return err
		}
	}
	_, err = k.token() // the end of the object
	return err
}

func (k *keyReader) text() (string, error) {
	t, err := k.token()
	if err != nil {
		return "", err
	}
	s, ok := t.(string)
	if !ok {
		return "", k.fail("a text is wanted here")
	}
	return s, nil
}

func (k *keyReader) token() (json.Token, error) {
	t, err := k.d.Token()
	if err != nil {
		return nil, k.fail("this is no JSON, or it ends too early")
	}
	return t, nil
}

// fail says what is wrong in the line that has been read up to.
func (k *keyReader) fail(format string, args ...any) error {
	line := 1 + bytes.Count(k.data[:min(int(k.d.InputOffset()), len(k.data))], []byte("\n"))
	return fmt.Errorf("%s:%d: %s", k.file, line, fmt.Sprintf(format, args...))
}

// pseudonymOf returns the n-th pseudonym of a class.
func pseudonymOf(class string, n int) string { return fmt.Sprintf("%s-%02d", class, n) }

// numberOf returns the number of a pseudonym in its class; 0: it is none.
func numberOf(class, pseudonym string) int {
	n, err := strconv.Atoi(strings.TrimPrefix(pseudonym, class+"-"))
	if err != nil || n < 1 || n > maxNumber || pseudonymOf(class, n) != pseudonym {
		return 0
	}
	return n
}

// isClass says whether names may be of a class: one of those of the language, a
// built-in kind, or a declared one as it is called.
func isClass(s string) bool {
	return isBuiltin(s) || slices.Contains(classes(), class(s)) || numberOf(string(classKind), s) > 0
}

func isBuiltin(kind string) bool {
	return slices.ContainsFunc(models.BuiltinKinds(), func(k models.Kind) bool { return k.ID == kind })
}

// last returns the highest number that a class has given.
func (k *Key) last(class string) int {
	most := 0
	for pseudonym := range maps.Values(k.of(class)) {
		most = max(most, numberOf(class, pseudonym))
	}
	return most
}
