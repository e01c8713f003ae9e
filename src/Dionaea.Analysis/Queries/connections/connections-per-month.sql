-- id: B08
-- title: Connections per month
-- question: How does the volume develop from month to month?
-- source: DionaeaFR 2012 (connections of last year)
-- population: all connections
-- parameters:
--   zone: UTC
--   limit: {default: 12, about: how many of the last months with connections}
-- columns: {month: month, hits: count}
-- chart: {kind: line, x: month, y: hits}
-- notes:
--   - Months without a connection are missing; the first and the last month may be incomplete.
WITH d AS (
  SELECT local_day(connection_timestamp, $zone) AS day, COUNT(*) AS hits
  FROM connections
  GROUP BY 1
), m AS (
  SELECT local_month(day, 'UTC') AS month, SUM(hits) AS hits
  FROM d
  GROUP BY 1
  ORDER BY 1 DESC
  LIMIT $limit)
SELECT month, hits
FROM m
ORDER BY month
