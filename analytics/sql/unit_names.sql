-- Which units had had a report, or were named in its history, by the instant?
SELECT unit FROM analytics_visit WHERE entered_at < $asof AND unit IS NOT NULL
UNION
SELECT unit FROM analytics_event WHERE happened_at < $asof AND unit IS NOT NULL
