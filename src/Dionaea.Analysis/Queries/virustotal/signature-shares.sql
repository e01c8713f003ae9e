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
WITH d AS (
  SELECT local_day(c.connection_timestamp, $zone) AS day, x.download_md5_hash AS md5, COUNT(*) AS hits
  FROM downloads AS x
  JOIN connections AS c ON c.connection = x.connection
  WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
  GROUP BY 1, 2)
SELECT d.day, SUM(SUM(d.hits)) OVER (PARTITION BY d.day) AS total, SUM(d.hits) AS hits,
       ROUND(100.0 * SUM(d.hits) / SUM(SUM(d.hits)) OVER (PARTITION BY d.day), 2) AS share, s.virustotalscan_result AS signature
FROM d
LEFT JOIN verdicts AS v ON v.md5 = d.md5
LEFT JOIN virustotalscans AS s ON s.virustotal = v.virustotal AND s.virustotalscan_scanner = $scanner
GROUP BY d.day, s.virustotalscan_result
ORDER BY d.day, hits DESC, signature
