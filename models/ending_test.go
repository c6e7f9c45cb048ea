package models_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/meoktong/meoktong/models"
	"github.com/meoktong/meoktong/models/work/ending"
)

// everyLook runs work with contexts that end at the first look and at later ones,
// until one is looked at less often. Work must say that it was ended.
func everyLook(t *testing.T, least int, work func(ctx context.Context) error) {
	t.Helper()
	steps := 8 // until the look is twice as late
	if testing.Short() {
		steps = 1
	}
	for n := 1; ; n += 1 + n/steps {
		ctx := ending.At(n)
		err := work(ctx)
		switch {
		case !ctx.Ended():
			if err != nil {
				t.Fatal(err)
			}
			if n <= least {
				t.Errorf("it looked %d times only", n-1)
			}
			return
		case !errors.Is(err, context.Canceled):
			t.Fatalf("ended at look %d, it says %v", n, err)
		}
	}
}

// TestLoadEndsWithItsContext ends loading wherever it looks at its context, and
// taking an option, too.
func TestLoadEndsWithItsContext(t *testing.T) {
	const nodes = 6_000
	var lines, tables strings.Builder
	for i := range nodes {
		fmt.Fprintf(&lines, "{\"id\":\"n%d\",\"kind\":\"platform\",\"needs\":[\"n%d\",\"n%d\"]}\n", i*7919%nodes, (i*7919+1)%nodes, (i*7919+2)%nodes)
	}
	fmt.Fprintf(&tables, "[model]\ntitle = \"x\"\n")
	for i := range nodes / 4 {
		fmt.Fprintf(&tables, "[platform.m%d]\nneeds = [\"m%d\"]\n", i+1, i)
	}
	tables.WriteString("[carrier.m0]\n[policy.p]\nprotect = \"m*\"\nagainst = \"m*\"\nworst = \"down\"\n[option.o]\ncost = 1\n[option.o.set.platform.m1]\nneeds = []\n")
	for name, text := range map[string]string{"lines.jsonl": lines.String(), "tables.toml": tables.String()} {
		file := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		var m *models.Model
		everyLook(t, 10, func(ctx context.Context) (err error) {
			m, err = models.LoadContext(ctx, models.Request{Path: file})
			return err
		})
		for _, o := range m.Options {
			everyLook(t, 3, func(ctx context.Context) error {
				_, err := m.WithOptionsContext(ctx, o.ID)
				return err
			})
		}
	}
}
