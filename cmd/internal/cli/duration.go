package cli

import (
	"time"

	"github.com/meoktong/meoktong/models"
)

// duration is the value of a flag that is written as durations of the model are;
// 0 while it is not given.
type duration time.Duration

const durationType = "duration"

// String returns it as it is written, and 0 as flags are that are not given.
func (d *duration) String() string {
	if *d == 0 {
		return "0"
	}
	return models.FormatDuration(time.Duration(*d))
}

// Set reads it.
func (d *duration) Set(s string) error {
	t, err := models.ParseDuration(s)
	*d = duration(t)
	return err
}

// Type names it, for messages.
func (d *duration) Type() string { return durationType }
