-- Between which identifiers do the reports lie about which was decided in the period, and how often was it?
SELECT coalesce(min(report_id), $nobody) AS first, coalesce(max(report_id), $nobody) AS last, count(*) AS decisions FROM analytics_decision
WHERE decided_date >= $leftfrom::DATE AND decided_date < $leftuntil::DATE AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
