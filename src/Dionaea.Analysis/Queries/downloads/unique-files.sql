-- id: D05
-- title: Unique files
-- question: How many downloads were there on each day, and how many files that were new?
-- source: carnivore.it 2010-06-06 (data visualisation)
-- population: downloads whose connection is stored
-- parameters:
--   zone: UTC
--   via: {type: text, default: "logxmpp://%", about: "pattern of URLs (SQL's LIKE, case ignored) whose new files are counted apart"}
-- columns: {day: day, total: number, today: count, uniq: count, uniq_this_day: count, uniq_this_day_via: count}
-- chart: {kind: line, x: day, y: "uniq uniq_this_day"}
-- notes:
--   - Total is the highest id of a download of the day, as in the source, not a count; rows that were removed count in it.
--   - The source counts days of the analyst's zone; here they are UTC unless a zone is given.
WITH d AS (
  SELECT x.download, CAST(x.download_url AS TEXT) AS url, local_day(c.connection_timestamp, $zone) AS day,
         ROW_NUMBER() OVER (PARTITION BY CAST(x.download_md5_hash AS TEXT) ORDER BY c.connection_timestamp, x.download) AS seen
  FROM downloads AS x
  JOIN connections AS c ON c.connection = x.connection
), p AS (
  SELECT day, MAX(download) AS total, COUNT(*) AS today,
         SUM(CASE WHEN seen = 1 THEN 1 ELSE 0 END) AS uniq_this_day,
         SUM(CASE WHEN seen = 1 AND lower(url) LIKE lower($via) THEN 1 ELSE 0 END) AS uniq_this_day_via
  FROM d
  GROUP BY day)
SELECT day, total, today, SUM(uniq_this_day) OVER (ORDER BY day) AS uniq, uniq_this_day, uniq_this_day_via
FROM p
ORDER BY day DESC
