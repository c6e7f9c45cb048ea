package diagram

// Cache remembers results of operations on two operands. It forgets: a place
// holds one result. It grows with its table.
type Cache struct {
	entries []Entry
	stored  int
}

// Entry is what an operation on A and B gave. A is 0 in an empty place.
type Entry struct{ A, B, Value Ref }

const (
	minCache = 1 << 10
	maxCache = 1 << 24
)

// NewCache returns an empty cache.
func NewCache() Cache { return Cache{entries: make([]Entry, minCache)} }

// At returns the place of two operands: whether it is they that it remembers, their
// order included, is for the caller to see.
func (c *Cache) At(a, b Ref) *Entry {
	return &c.entries[hash(uint32(a), uint32(b), 0)&uint32(len(c.entries)-1)]
}

// Stored counts a result that was put into its place, and makes room once the cache
// has been written to twice as often as it has places. It is apart from the writing
// so that both are inlined.
func (c *Cache) Stored() {
	if c.stored++; c.stored > 2*len(c.entries) && len(c.entries) < maxCache {
		*c = Cache{entries: make([]Entry, 4*len(c.entries))}
	}
}
