-- When was the issue of that name published, the last one first?
SELECT published_at FROM analytics_issue WHERE name = $issue ORDER BY published_at DESC
