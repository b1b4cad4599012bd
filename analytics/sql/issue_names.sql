-- Which issues were published as of the instant, and when last, the latest one first?
SELECT name, max(published_at) AS published_at FROM analytics_issue
WHERE published_at < $asof
GROUP BY name ORDER BY published_at DESC, name
