// Package large generates large models for benchmarks: seeded, with cycles,
// groups and a skew of popularity like that of real dependencies.
package large

import (
	"fmt"
	"io"
	"math/rand/v2"
	"strconv"
)

// Members is how many members each node names.
const Members = 5

// block is how many nodes stand close together: members lie in the same block,
// so that what one failure takes is as large in a large model as in a small one.
const block = 1000

// Write writes a model of so many nodes as JSON Lines, five members each: of
// twenty nodes about one has an any-of group of two, and of a thousand one
// names a node that comes later, which closes cycles. The first nodes of each
// block need nothing. The same seed gives the same bytes.
func Write(w io.Writer, nodes int, seed uint64) error {
	rng := rand.New(rand.NewPCG(seed, uint64(nodes)))
	var line []byte
	for i := range nodes {
		line = append(line[:0], `{"id":"`...)
		line = append(line, ID(i)...)
		line = append(line, `","kind":"platform","needs":[`...)
		line = appendNeeds(line, rng, i, nodes)
		line = append(line, "]}\n"...)
		if _, err := w.Write(line); err != nil {
			return err
		}
	}
	return nil
}

// ID returns the id of the i-th node.
func ID(i int) string { return "n" + strconv.Itoa(i) }

func appendNeeds(line []byte, rng *rand.Rand, i, nodes int) []byte {
	if i%block <= Members {
		return line
	}
	picked := make([]int, 0, Members)
	for len(picked) < Members {
		m := pick(rng, i, nodes)
		fresh := m != i
		for _, p := range picked {
			fresh = fresh && p != m
		}
		if fresh {
			picked = append(picked, m)
		}
	}
	group := rng.IntN(20) == 0
	for k, m := range picked {
		switch {
		case group && k == 0:
			line = fmt.Appendf(line, `{"any":[%q,%q]}`, ID(m), ID(picked[1]))
			continue
		case group && k == 1:
			continue
		case k > 0:
			line = append(line, ',')
		}
		line = fmt.Appendf(line, "%q", ID(m))
	}
	return line
}

// pick chooses a member of node i: mostly one before it in its block, at times
// the block's popular first, rarely one that comes later.
func pick(rng *rand.Rand, i, nodes int) int {
	start := i - i%block
	switch r := rng.IntN(5000); {
	case r == 0 && i+1 < min(start+block, nodes):
		return i + 1 + rng.IntN(min(start+block, nodes)-i-1)
	case r < 50:
		return start
	}
	return start + rng.IntN(i-start)
}
