-- id: G01
-- title: Daily overview
-- question: How many hosts, connections, shellcodes, offers, downloads and new files did each day bring?
-- source: gnuplotsql 2010
-- population: all connections, or those of the attacks on one service
-- parameters:
--   protocol: {type: text, about: only attacks whose first connection is of this service}
--   zone: UTC
-- columns: {day: day, hosts: count, accepts: count, shellcodes: count, offers: count, downloads: count, uniq: count, new: count}
-- chart: {kind: panels, x: day, y: "hosts accepts shellcodes offers downloads uniq new"}
-- notes:
--   - Accepts are accepted connections, new the files that no earlier day had, as the source's comments and labels say; its figures are others.
--   - A connection without a remote host, such as a listener, makes the empty address a host, as in the source.
--   - The source counts days of the analyst's zone and fills whole months with zeros.
WITH b AS (
  SELECT local_day(a.connection_timestamp, $zone) AS day, COUNT(DISTINCT a.remote_host) AS hosts,
         SUM(CASE WHEN a.connection_type = 'accept' THEN 1 ELSE 0 END) AS accepts
  FROM connections AS a
  WHERE $protocol IS NULL OR (SELECT r.connection_protocol FROM connections AS r WHERE r.connection = a.connection_root) = $protocol
  GROUP BY 1
), s AS (
  SELECT local_day(a.connection_timestamp, $zone) AS day, COUNT(*) AS n
  FROM emu_profiles AS e
  JOIN connections AS a ON a.connection = e.connection
  WHERE $protocol IS NULL OR (SELECT r.connection_protocol FROM connections AS r WHERE r.connection = a.connection_root) = $protocol
  GROUP BY 1
), o AS (
  SELECT local_day(a.connection_timestamp, $zone) AS day, COUNT(*) AS n
  FROM offers AS e
  JOIN connections AS a ON a.connection = e.connection
  WHERE $protocol IS NULL OR (SELECT r.connection_protocol FROM connections AS r WHERE r.connection = a.connection_root) = $protocol
  GROUP BY 1
), m AS MATERIALIZED (
  SELECT local_day(a.connection_timestamp, $zone) AS day, e.download_md5_hash AS md5, COUNT(*) AS n
  FROM downloads AS e
  JOIN connections AS a ON a.connection = e.connection
  WHERE $protocol IS NULL OR (SELECT r.connection_protocol FROM connections AS r WHERE r.connection = a.connection_root) = $protocol
  GROUP BY 1, 2
), d AS (
  SELECT day, SUM(n) AS n, COUNT(md5) AS uniq
  FROM m
  GROUP BY day
), f AS (
  SELECT day, COUNT(*) AS n
  FROM (SELECT MIN(day) AS day FROM m GROUP BY md5) AS first
  GROUP BY day)
SELECT b.day, b.hosts, b.accepts, COALESCE(s.n, 0) AS shellcodes, COALESCE(o.n, 0) AS offers, COALESCE(d.n, 0) AS downloads,
       COALESCE(d.uniq, 0) AS uniq, COALESCE(f.n, 0) AS "new"
FROM b
LEFT JOIN s ON s.day = b.day
LEFT JOIN o ON o.day = b.day
LEFT JOIN d ON d.day = b.day
LEFT JOIN f ON f.day = b.day
ORDER BY b.day
