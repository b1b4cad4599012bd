-- How many decisions about first passes stood as of the instant, and about how many reports, of those between two identifiers?
SELECT count(*) AS decisions, coalesce(bit_count(bitstring_agg(report_id, $lowest, $highest)), $nobody) AS reports FROM analytics_decision
WHERE decided_at < $asof AND (undone_at IS NULL OR undone_at >= $asof) AND pass = $first AND report_id >= $lowest AND report_id <= $highest
