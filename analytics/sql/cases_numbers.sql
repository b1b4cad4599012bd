-- Which reports have these numbers, and where are they now?
SELECT report_id, number, stage, coalesce(unit, $none) AS unit, sent_at FROM analytics_report
WHERE list_contains($numbers, number)
