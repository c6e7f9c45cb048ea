package montecarlo

import "math"

// Z95 is the standard normal quantile of a two-sided interval of 95 %.
const Z95 = 1.959963984540054

// Wilson returns the score interval for a probability of which count in trials
// was seen (Wilson 1927; Brown, Cai and DasGupta 2001, section 3.1.1, recommend
// it also for small counts): it contains the probability in about the share of
// all cases that z stands for. It lies within 0 and 1; trials must be 1 or more.
func Wilson(count, trials int64, z float64) (low, high float64) {
	n, p := float64(trials), float64(count)/float64(trials)
	centre := p + z*z/(2*n)
	half := z * math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	low, high = (centre-half)/(1+z*z/n), (centre+half)/(1+z*z/n)
	switch count { // exact ends, which rounding would miss
	case 0:
		low = 0
	case trials:
		high = 1
	}
	return max(low, 0), min(high, 1)
}
