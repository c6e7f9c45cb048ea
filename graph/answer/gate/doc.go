// Package gate asks whether a model's policies hold: for each of them it runs every
// failure that the policy names, one by one and exactly, and says what is the worst
// case, which failures break it, and which requirement is to blame.
//
// The embedded Korean model wants KakaoTalk's messages to survive any site, and
// skcc-pangyo takes them down: see the example.
//
// It costs a cascade for each failure that can reach what a policy protects, pairs
// included; where a policy limits outages, a timeline besides for each that could
// take something protected down, or may change what an unless says. Mitigate and others that judge the same policies
// again and again use Evaluate, or a Watch.
package gate
