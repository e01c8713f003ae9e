-- id: B07b
-- title: Connections per calendar day
-- question: How does the volume develop, days without a connection included?
-- source: gnuplotsql 2010 (zero fill)
-- population: all connections
-- parameters:
--   from: SELECT MIN(connection_timestamp) FROM connections
--   to: SELECT MAX(connection_timestamp) + 1 FROM connections
--   zone: UTC
-- columns: {day: day, hits: count}
-- chart: {kind: bar, x: day, y: hits}
-- notes:
--   - The window is the file's span unless it is given; at most 100 years are filled.
WITH RECURSIVE cal(day, n) AS (
  SELECT local_day($from, $zone), 1
  UNION ALL
  SELECT day + 86400, n + 1 FROM cal WHERE day < local_day($to - 1, $zone) AND n < 36525
), n AS (
  SELECT local_day(connection_timestamp, $zone) AS day, COUNT(*) AS hits
  FROM connections
  WHERE connection_timestamp >= $from AND connection_timestamp < $to
  GROUP BY 1
)
SELECT cal.day, COALESCE(n.hits, 0) AS hits
FROM cal
LEFT JOIN n ON n.day = cal.day
WHERE cal.day IS NOT NULL
ORDER BY cal.day
