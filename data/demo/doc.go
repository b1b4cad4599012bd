// Package demo knows the sample city: it makes up citizen reports with their whole histories, from a seed, and says what
// it planted, so that every analysis can be held against the truth. Places, channels, categories and agencies are the real
// ones and their shares follow the published tables; all people, texts, unit qualities and dates of floods are invented,
// and nothing may be concluded from them about a real office. Validation exists from the first day on, although the real
// system has it since April 2021 only.
//
// It refuses to know where the reports go (a Sink takes them) and how they are counted. The same plan gives the same
// stream, always.
//
// The points in points.csv were computed from the kelurahan boundaries of Cahya DSN, whose MIT licence lies beside them:
// for each kelurahan the point farthest from the border, and that distance in metres.
package demo
