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

-- The hour of the local day that an instant lies in; offset is that of the zone in seconds.
CREATE MACRO hour_of(instant, day, utc_offset) AS
    floor((epoch_us(instant) / 1000000.0 + utc_offset - (day - DATE '1970-01-01') * 86400) / 3600.0)::INTEGER;

-- By which a question groups: weekday (1 is Monday), hour, the agency of the unit, or one of the dimensions of the first
-- migration. The agencies stand in the order of the units that they answer for; a unit without one is its own.
CREATE MACRO grouped(dim, day, hour, stage, unit, channel, category, area, pass, units, agencies) AS CASE dim
    WHEN 'weekday' THEN coalesce(isodow(day::DATE)::VARCHAR, '')
    WHEN 'hour' THEN coalesce(lpad(hour::VARCHAR, 2, '0'), '')
    WHEN 'opd' THEN coalesce((agencies::VARCHAR[])[list_position(units::VARCHAR[], unit)], unit, '')
    ELSE dimension(dim, stage, unit, channel, category, area, pass) END;
