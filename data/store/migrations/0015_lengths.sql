-- The lengths of a class, and how many have each: up to three are told exactly, from the shortest, the longest and the mean;
-- of more that differ the mean stands for all.
CREATE MACRO lengths_of(shortest, longest, mean, n) AS CASE
    WHEN shortest = longest THEN [shortest]
    WHEN n = 2 THEN [shortest, longest]
    WHEN n = 3 THEN [shortest, 3.0 * mean - shortest - longest, longest]
    ELSE [mean] END;
CREATE MACRO counts_of(shortest, longest, n) AS CASE
    WHEN shortest = longest OR n > 3 THEN [n]
    WHEN n = 2 THEN [1::BIGINT, 1]
    ELSE [1::BIGINT, 1, 1] END;
DROP MACRO length_of;
