-- Which units had had a report by the instant?
SELECT DISTINCT unit FROM analytics_visit WHERE entered_at < $asof AND unit IS NOT NULL
