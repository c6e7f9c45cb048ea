package models

import "github.com/meoktong/meoktong/models/internal/words"

func quote(s string) string { return words.Quote(s) }

func quotePath(name string) string { return words.QuotePath(name) }

func listWords(list []string) string { return words.List(list) }

func didYouMean(word string, list []string) string { return words.DidYouMean(word, list) }
