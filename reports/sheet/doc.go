// Package sheet holds what every Excel file of the office has in common: the guards against what the format and its library
// change without a word, names that Excel accepts, a zip writer whose bytes are the same for the same content, and Book, a
// workbook for publication whose tables stream. It knows cells, sheets and the rules for statistics in spreadsheets: one table
// on a sheet, marked up as one, at the left edge below its title; no merged or frozen cells, no filter, no picture; every
// empty cell says why in shorthand. It refuses to know what the numbers mean, files, and formulas: no cell it writes is one.
package sheet
