package figure

// Aside is the distance of a point from a stretch, for tests.
var Aside = aside
