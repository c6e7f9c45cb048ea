// Package suggest asks which single change would save most, whatever options the
// model has: a requirement made redundant, or a node that never fails of itself. It
// is mitigate --suggest.
//
// In the embedded Korean model most users are saved, over all single failures, where
// KakaoTalk's messages get a way beside those that they have: see the example.
//
// It costs a cascade for every single failure, and one more for each that a
// requirement that is tried falls by: 5 million at most.
package suggest
