-- In which stages did any stays begin before the period?
SELECT DISTINCT stage
FROM analytics_visit
WHERE entered_at < $asof AND entered_date < $from::DATE
    AND chosen($stages, stage) AND chosen($units, unit) AND pass BETWEEN $passfrom AND $passto AND chosen($channels, channel)
    AND chosen($categories, category) AND chosen_area($areas, area)
