-- Between which identifiers do the reports lie that have stays of the period?
SELECT coalesce(min(report_id), $nobody) AS first, coalesce(max(report_id), $nobody) AS last FROM analytics_visit
WHERE entered_date >= $enteredfrom::DATE AND entered_date < $entereduntil::DATE AND sent_date >= $sentfrom::DATE AND sent_date < $sentuntil::DATE
    AND (left_date IS NULL OR left_date >= $leftfrom::DATE AND left_date < $leftuntil::DATE)
