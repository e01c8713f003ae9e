-- id: X04
-- title: New and returning sources
-- question: How many sources are new on each day, how many come again?
-- population: connections of any type but listen, with a remote host
-- parameters: {zone: UTC}
-- columns: {day: day, new_hosts: count, returning_hosts: count}
-- chart: {kind: bar, x: day, y: "new_hosts returning_hosts"}
-- notes:
--   - New means not seen before in this file; its first days have few that return.
WITH h AS MATERIALIZED (
  SELECT CASE WHEN remote_host LIKE '::ffff:%' THEN substr(remote_host, 8) ELSE remote_host END AS host,
         local_day(connection_timestamp, $zone) AS day
  FROM connections
  WHERE connection_type <> 'listen' AND remote_host <> '' AND connection_timestamp IS NOT NULL
  GROUP BY 1, 2
), f AS (
  SELECT host, MIN(day) AS first_day
  FROM h
  GROUP BY host
), d AS (
  SELECT first_day AS day, COUNT(*) AS new_hosts
  FROM f
  GROUP BY first_day
), a AS (
  SELECT day, COUNT(*) AS hosts
  FROM h
  GROUP BY day)
SELECT a.day, COALESCE(d.new_hosts, 0) AS new_hosts, a.hosts - COALESCE(d.new_hosts, 0) AS returning_hosts
FROM a
LEFT JOIN d ON d.day = a.day
ORDER BY a.day
