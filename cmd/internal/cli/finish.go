package cli

import (
	"github.com/meoktong/meoktong/graph/result"
	"github.com/meoktong/meoktong/models"
)

// finish gives an answer its header, and its names the language asked for.
func (a *app) finish(d result.Document, m *models.Model, command string) {
	result.Finish(d, header(m, command, a.flags.lang), a.flags.lang)
}

// header returns what a document on a model starts with.
func header(m *models.Model, command, lang string) result.Header {
	return result.Header{Schema: "meoktong." + command + "/1", Tool: result.Tool{Version: Version},
		Model: result.Model{Title: result.Names(m.Title).In(lang, ""), SHA256: m.Digest}}
}
