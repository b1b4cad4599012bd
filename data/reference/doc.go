// Package reference knows the official lists that reports are read against: the areas of Jakarta by their Kemendagri
// codes, the channels, the categories and the units with the agencies above them, each with the other spellings that are
// known to occur. It refuses to guess: a text that no list and no known spelling explains is not found, and a code of
// another system (the BPS numbers use the same digits for other cities) is never taken for one of these. It does not know
// how reports are read, stored or shown.
//
// The area names are the list of Kepmendagri 2025 and the boundaries those of the same codes, both as collected by Cahya
// DSN; their MIT licences lie beside the data.
package reference
