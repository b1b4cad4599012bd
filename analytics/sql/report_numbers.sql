-- Which numbers do these reports have?
SELECT report_id, number FROM analytics_report
WHERE report_id >= $lowest AND report_id <= $highest AND report_id IN (SELECT unnest($reports::BIGINT[]))
