-- id: E01
-- title: Signatures per day
-- question: What share of each day's downloads has each of a vendor's names?
-- source: carnivore.it 2009-12-14 (virustotal fun)
-- population: downloads whose connection is stored, with the latest report on their hash
-- parameters:
--   scanner:
--     type: text
--     default: SELECT virustotalscan_scanner FROM virustotalscans GROUP BY 1 ORDER BY COUNT(*) DESC, COUNT(virustotalscan_result) DESC, 1 LIMIT 1
--     about: the antivirus vendor as VirusTotal names it; the one with most results unless given
--   from: 0
--   to: 9999999999
--   zone: UTC
-- columns: {day: day, total: count, hits: count, share: share, signature: text}
-- chart: {kind: bar, x: day, y: hits, series: signature}
-- notes:
--   - No signature means that there is no report or that the vendor found nothing; verdict-coverage tells them apart.
--   - The source kept its reports in a table of its own; log_sqlite has had one since October 2010.
WITH l AS MATERIALIZED (
  SELECT v.md5, s.virustotalscan_result AS signature
  FROM verdicts AS v
  JOIN virustotalscans AS s ON s.virustotal = v.virustotal
  WHERE s.virustotalscan_scanner = $scanner
), d AS (
  SELECT local_day(c.connection_timestamp, $zone) AS day, x.download_md5_hash AS md5
  FROM downloads AS x
  JOIN connections AS c ON c.connection = x.connection
  WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to)
SELECT d.day, SUM(COUNT(*)) OVER (PARTITION BY d.day) AS total, COUNT(*) AS hits,
       ROUND(100.0 * COUNT(*) / SUM(COUNT(*)) OVER (PARTITION BY d.day), 2) AS share, l.signature
FROM d
LEFT JOIN l ON l.md5 = d.md5
GROUP BY d.day, l.signature
ORDER BY d.day, hits DESC, signature
