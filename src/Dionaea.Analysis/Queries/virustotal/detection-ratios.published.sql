-- differs: >-
--   readlogsqltree adds up all reports on a sample and shows the date and link of one of them, whichever SQLite takes;
--   here the first. A sample of which 1 of 2 engines and then 2 of 2 knew something shows 3/4.
-- population: samples with VirusTotal reports that hold results
WITH n AS (
  SELECT v.virustotal_md5_hash AS md5, MIN(v.virustotal) AS first,
         COUNT(s.virustotalscan_result) AS detected, COUNT(*) AS scanners
  FROM virustotals AS v
  JOIN virustotalscans AS s ON s.virustotal = v.virustotal
  GROUP BY v.virustotal_md5_hash)
SELECT n.md5, CAST(floor(v.virustotal_timestamp) AS INTEGER) AS scanned, n.detected, n.scanners,
       ROUND(100.0 * n.detected / n.scanners, 0) AS pct, v.virustotal_permalink AS permalink
FROM n
JOIN virustotals AS v ON v.virustotal = n.first
ORDER BY n.md5
