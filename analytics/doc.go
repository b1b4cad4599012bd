// Package analytics asks questions about the history of reports. A question is one .sql file, one function and one test;
// its answer is a table with a measure card that says what was counted. It knows scopes, measures and how an answer becomes
// a figure. It refuses to know texts, addresses, positions and persons: it reads the views that the store's migrations
// own, never its tables. It holds no words: whoever shows an answer gives them (Words).
package analytics
