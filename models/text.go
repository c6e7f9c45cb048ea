package models

// Text is a name or a description, by language: "ko", "en". Text that the
// model gives as a plain string stands under ""; a name under the model's
// language, if it has one. A nil Text is no text at all.
type Text map[string]string
