-- differs: >-
--   gnuplotsql, as it has come with dionaea since 2011, counts connections of every type, listeners and outgoing ones
--   too, as accepts. It counts uniq and new only where the connection of a download has an offer as well, which payloads
--   that came in-band never have. And new is no count of files: it is how often one sample came in all, that of the
--   samples first stored on the day whose connection is the latest. A service is looked for in the connection itself, so
--   downloads through shells and FTP are missing from it.
-- source: gnuplotsql 2011
WITH b AS (
  SELECT local_day(a.connection_timestamp, $zone) AS day, COUNT(DISTINCT a.remote_host) AS hosts, COUNT(*) AS accepts
  FROM connections AS a
  WHERE $protocol IS NULL OR a.connection_protocol = $protocol
  GROUP BY 1
), s AS (
  SELECT local_day(a.connection_timestamp, $zone) AS day, COUNT(*) AS n
  FROM emu_profiles AS e
  JOIN connections AS a ON a.connection = e.connection
  WHERE $protocol IS NULL OR a.connection_protocol = $protocol
  GROUP BY 1
), o AS (
  SELECT local_day(a.connection_timestamp, $zone) AS day, COUNT(*) AS n
  FROM offers AS e
  JOIN connections AS a ON a.connection = e.connection
  WHERE $protocol IS NULL OR a.connection_protocol = $protocol
  GROUP BY 1
), d AS (
  SELECT local_day(a.connection_timestamp, $zone) AS day, COUNT(*) AS n
  FROM downloads AS e
  JOIN connections AS a ON a.connection = e.connection
  WHERE $protocol IS NULL OR a.connection_protocol = $protocol
  GROUP BY 1
), u AS MATERIALIZED (
  SELECT local_day(a.connection_timestamp, $zone) AS day, a.connection_timestamp AS time, e.download, e.download_md5_hash AS md5
  FROM downloads AS e
  JOIN connections AS a ON a.connection = e.connection
  JOIN offers AS q ON q.connection = e.connection
  JOIN connections AS r ON r.connection = a.connection_root
  WHERE $protocol IS NULL OR a.connection_protocol = $protocol
), q AS (
  SELECT day, COUNT(DISTINCT md5) AS n
  FROM u
  GROUP BY day
), p AS (
  SELECT md5, MIN(download) AS first, COUNT(md5) AS n
  FROM u
  GROUP BY md5
), l AS (
  SELECT DISTINCT u.day, p.n, u.time, u.md5
  FROM p
  JOIN u ON u.download = p.first
), f AS (
  SELECT day, n, ROW_NUMBER() OVER (PARTITION BY day ORDER BY time DESC, md5 DESC) AS place
  FROM l)
SELECT b.day, b.hosts, b.accepts, COALESCE(s.n, 0) AS shellcodes, COALESCE(o.n, 0) AS offers, COALESCE(d.n, 0) AS downloads,
       COALESCE(q.n, 0) AS uniq, COALESCE(f.n, 0) AS "new"
FROM b
LEFT JOIN s ON s.day = b.day
LEFT JOIN o ON o.day = b.day
LEFT JOIN d ON d.day = b.day
LEFT JOIN q ON q.day = b.day
LEFT JOIN f ON f.day = b.day AND f.place = 1
ORDER BY b.day
