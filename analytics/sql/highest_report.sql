-- Between which numbers do the ids of all reports lie, so that each can be one bit?
SELECT coalesce(min(report_id), $first) AS lowest, coalesce(max(report_id), $first) AS highest FROM analytics_report
