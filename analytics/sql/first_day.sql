-- On which day was the first report received that was known as of the instant?
SELECT min(sent_date) AS day FROM analytics_report WHERE sent_at < $asof
