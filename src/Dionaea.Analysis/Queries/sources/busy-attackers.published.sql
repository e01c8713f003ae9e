-- differs: >-
--   dionaea-stats titles a table 'top attacks from remote hosts', but groups by day: the number is all accepted
--   connections of a day, and the host is that of one of them, whichever SQLite takes; here the first.
-- source: dionaea-stats 2015
WITH d AS (
  SELECT local_day(connection_timestamp, 'UTC') AS day, COUNT(remote_host) AS hits, MIN(connection) AS first
  FROM connections
  WHERE connection_type = 'accept'
  GROUP BY 1)
SELECT c.remote_host, d.hits
FROM d
JOIN connections AS c ON c.connection = d.first
ORDER BY d.hits DESC, d.day
LIMIT $limit
