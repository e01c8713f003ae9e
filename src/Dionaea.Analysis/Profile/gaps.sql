-- about: >-
--   The longest spans without a connection, the spans of calendar days without one, and the distance to the next
--   connection that all but the $overstepping longest keep (NULL when it is under $least / $factor seconds). Each
--   row says in 'what' which of these it is; 'number' is how many spans or days there are in all.
WITH times AS (
  SELECT connection_timestamp AS time,
         LAG(connection_timestamp) OVER (ORDER BY connection_timestamp) AS before
  FROM connections
  WHERE typeof(connection_timestamp) IN ('integer', 'real')),
distances AS MATERIALIZED (
  SELECT before AS first, time AS last, time - before AS length
  FROM times
  WHERE time - before >= $least / $factor),
usual AS MATERIALIZED (
  SELECT (SELECT length FROM distances ORDER BY length DESC LIMIT 1 OFFSET $overstepping) AS length),
gaps AS MATERIALIZED (
  SELECT d.first, d.last, d.length
  FROM distances AS d, usual AS u
  WHERE d.length >= MAX($least, COALESCE($factor * u.length, 0))),
days AS MATERIALIZED (
  SELECT local_day(first, $zone) + 86400 AS first, local_day(last, $zone) - 86400 AS last
  FROM distances
  WHERE length >= 72000 AND local_day(last, $zone) - local_day(first, $zone) > 86400)
SELECT * FROM (
  SELECT 'usual' AS what, NULL AS first, NULL AS last, length AS number FROM usual)
UNION ALL
SELECT * FROM (
  SELECT 'gap', first, last, COUNT(*) OVER () FROM gaps ORDER BY length DESC, first LIMIT $shown)
UNION ALL
SELECT * FROM (
  SELECT 'days', first, last, SUM((last - first) / 86400 + 1) OVER () FROM days ORDER BY last - first DESC, first LIMIT $shown)
