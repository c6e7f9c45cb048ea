package draft

// Distinct chooses a key for each of some things, by its names from the shortest to the
// longest: the shortest that no other has. What has no such name has the key "". It costs
// the names.
func Distinct(names [][]string) []string {
	out, taken, longest := make([]string, len(names)), map[string]bool{}, 0
	for _, list := range names {
		longest = max(longest, len(list))
	}
	for level := range longest {
		count := map[string]int{}
		for i, list := range names {
			if out[i] == "" && level < len(list) {
				count[list[level]]++
			}
		}
		for i, list := range names {
			if out[i] == "" && level < len(list) && count[list[level]] == 1 && !taken[list[level]] {
				out[i], taken[list[level]] = list[level], true
			}
		}
	}
	return out
}
