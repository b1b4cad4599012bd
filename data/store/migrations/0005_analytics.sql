-- What questions read of deadline rules: each as it was written down, the last one of a code and first day counts.
CREATE VIEW analytics_rule AS
SELECT r.rowid AS nth, r.code, r.definition
FROM rule r;

-- What questions read of photos: which file is evidence of which report. No place, no time, no name.
CREATE VIEW analytics_photo AS
SELECT p.report_id, p.sha256, p.role
FROM evidence p;

-- What questions read of published issues.
CREATE VIEW analytics_issue AS
SELECT i.name, i.published_at
FROM issue i;

-- What questions read of places: whether two reports lie within the same 55 metres, as a number that leads to no place.
CREATE VIEW analytics_place AS
SELECT r.id AS report_id, hash(round(r.lat * 2000.0), round(r.lon * 2000.0)) AS place
FROM report r
WHERE r.lat IS NOT NULL AND r.lon IS NOT NULL;
