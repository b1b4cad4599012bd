// Package reference knows the official lists that reports are read against: the areas of Jakarta by their Kemendagri
// codes and with their boundaries, the channels as they changed, the categories in the citizens' and in the back office's
// spelling, the units with the agencies above them, the holidays; each with the other spellings that are known to occur.
// Standard has them as they come with the program, Tables.With adds what the bureau keeps itself.
//
// It refuses to guess: a text that no list and no known spelling explains is not found (Nearest proposes, a person
// chooses), and a code of another system is never taken for one of these, since the BPS numbers use the same digits for
// other cities. It does not know how reports are read, stored or shown, nor where additions are kept.
//
// The area names are the list of Kepmendagri 2025 and the boundaries those of the same codes, both as collected by Cahya
// DSN; their MIT licences lie beside the data. Where the other lists come from is said at each. Nothing is read before it
// is asked for.
package reference
