-- Which sequences of the sources' activities did reports have, and how many had each?
WITH way AS (
    SELECT activities, count(*) AS reports FROM analytics_way
    WHERE report_id <= $prepared AND len($units) = $nobody AND activities IS NOT NULL AND last_at < $asof AND first_on >= $from::DATE AND last_on < $until::DATE
    GROUP BY activities
)
SELECT string_split(activities, $between) AS steps, reports FROM way
UNION ALL
SELECT t.activities AS steps, count(*) AS reports FROM activities_told($reports, $asof, $from::DATE, $until::DATE, $units) t GROUP BY t.activities
