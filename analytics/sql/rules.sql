-- Which deadline rules did the bureau write down, the last ones last?
SELECT definition FROM analytics_rule WHERE code <> $none ORDER BY nth
