-- id: E03
-- title: Detection ratios
-- question: How many engines detect each sample?
-- source: readlogsqltree 2010
-- population: VirusTotal reports that hold results
-- parameters: {zone: UTC}
-- columns: {md5: hash, scanned: timestamp, detected: count, scanners: count, pct: share, permalink: url}
-- chart: {kind: bar, x: md5, y: pct}
-- notes:
--   - One row a report; a sample that was scanned again has several. The date is that of the scan, not of the capture.
WITH n AS (
  SELECT virustotal, COUNT(virustotalscan_result) AS detected, COUNT(*) AS scanners
  FROM virustotalscans
  GROUP BY virustotal)
SELECT v.virustotal_md5_hash AS md5, CAST(floor(v.virustotal_timestamp) AS INTEGER) AS scanned, n.detected, n.scanners,
       ROUND(100.0 * n.detected / n.scanners, 0) AS pct, v.virustotal_permalink AS permalink
FROM n
JOIN virustotals AS v ON v.virustotal = n.virustotal
ORDER BY md5, v.virustotal_timestamp, v.virustotal
