package i18n

// areaName finds the name of a Kemendagri code.
var areaName = func(string) (string, bool) { return "", false }
