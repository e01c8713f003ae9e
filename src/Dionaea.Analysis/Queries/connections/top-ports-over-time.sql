-- id: B10
-- title: Top ports over time
-- question: How do the main ports develop?
-- source: T-Pot dashboard 2017
-- population: connections of any type but listen
-- parameters: {from: 0, to: 9999999999, zone: UTC, limit: 5}
-- columns: {day: day, port: port, hits: count}
-- chart: {kind: area, x: day, y: hits, series: port}
-- notes:
--   - The ports are the top ones of the whole window, not of each day.
WITH n AS MATERIALIZED (
  SELECT local_day(connection_timestamp, $zone) AS day, local_port AS port, COUNT(*) AS hits
  FROM connections
  WHERE connection_type <> 'listen'
    AND connection_timestamp >= $from AND connection_timestamp < $to
  GROUP BY 1, 2
), top AS (
  SELECT port
  FROM n
  GROUP BY port
  ORDER BY SUM(hits) DESC, port
  LIMIT $limit)
SELECT day, port, hits
FROM n
WHERE port IN (SELECT port FROM top)
ORDER BY day, port
