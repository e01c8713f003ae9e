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
SELECT v.virustotal_md5_hash AS md5, CAST(floor(v.virustotal_timestamp) AS INTEGER) AS scanned,
       COUNT(s.virustotalscan_result) AS detected, COUNT(*) AS scanners,
       ROUND(100.0 * COUNT(s.virustotalscan_result) / COUNT(*), 0) AS pct, v.virustotal_permalink AS permalink
FROM virustotals AS v
JOIN virustotalscans AS s ON s.virustotal = v.virustotal
GROUP BY v.virustotal, v.virustotal_md5_hash, v.virustotal_timestamp, v.virustotal_permalink
ORDER BY md5, v.virustotal_timestamp, v.virustotal
