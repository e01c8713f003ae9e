-- id: E05
-- title: Vendor comparison
-- question: What share of the reported samples does each antivirus engine detect?
-- source: carnivore.it 2009-12-15 (paris mission pack avs), not found
-- population: the latest VirusTotal report on each sample
-- columns: {scanner: text, samples: count, detected: count, pct: share}
-- chart: {kind: bar, x: scanner, y: pct}
-- notes:
--   - Engines saw different samples at different times; this is no test of products.
SELECT s.virustotalscan_scanner AS scanner, COUNT(*) AS samples, COUNT(s.virustotalscan_result) AS detected,
       ROUND(100.0 * COUNT(s.virustotalscan_result) / COUNT(*), 2) AS pct
FROM verdicts AS v
JOIN virustotalscans AS s ON s.virustotal = v.virustotal
GROUP BY s.virustotalscan_scanner
ORDER BY pct DESC, samples DESC, scanner
