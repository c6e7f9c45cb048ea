package result

import (
	"strings"

	"github.com/meoktong/meoktong/models/hidden"
)

// Command is a command of this program word by word, its name first: "why", "shop",
// "--if", "site-1". It says how an answer is asked for again, or shown otherwise.
type Command []string

// Flag returns the command with a flag more, where that has a value.
func (c Command) Flag(name, value string) Command {
	if value == "" {
		return c
	}
	return c.And(name, value)
}

// And returns the command with further words.
func (c Command) And(words ...string) Command {
	return append(c[:len(c):len(c)], words...)
}

// String writes the command as it is typed into a shell, the program's name first.
func (c Command) String() string { return strings.TrimSuffix("meoktong "+c.Line(), " ") }

// Line writes the command's words as they are typed into a shell.
func (c Command) Line() string {
	words := make([]string, len(c))
	for i, w := range c {
		words[i] = shellWord(w)
	}
	return strings.Join(words, " ")
}

// plainWord has the characters that mean themselves to a shell.
const plainWord = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.,:@/"

// shellWord quotes a word for a shell where it needs it. What would break the line
// becomes a space.
func shellWord(s string) string {
	if s != "" && strings.Trim(s, plainWord) == "" {
		return s
	}
	line := strings.Map(func(r rune) rune {
		if hidden.Is(r) {
			return ' '
		}
		return r
	}, s)
	return "'" + strings.ReplaceAll(line, "'", `'\''`) + "'"
}
