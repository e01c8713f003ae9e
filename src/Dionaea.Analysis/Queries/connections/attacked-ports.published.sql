-- differs: >-
--   dionaea-stats titles a table 'most attacked port (last 2 days)', but groups by day alone: the number is all the
--   day's accepted connections, and the port is that of one of them, whichever SQLite takes; here the first.
-- source: dionaea-stats 2015
-- parameters:
--   limit: {default: 3, about: how many of the last days with accepted connections}
-- columns: {day: day, hits: count, port: port}
-- chart: {kind: bar, x: day, y: hits}
WITH d AS (
  SELECT local_day(connection_timestamp, 'UTC') AS day, COUNT(local_port) AS hits, MIN(connection) AS first
  FROM connections
  WHERE connection_type = 'accept'
  GROUP BY 1
  ORDER BY 1 DESC
  LIMIT $limit)
SELECT d.day, d.hits, c.local_port AS port
FROM d
JOIN connections AS c ON c.connection = d.first
ORDER BY d.day DESC
