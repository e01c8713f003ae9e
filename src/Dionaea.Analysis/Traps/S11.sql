-- id: S11
-- title: Samples have several VirusTotal reports
-- of: samples with a report
-- at: [virustotals]
-- holds: measured
-- consequence: "A join of downloads with reports counts a sample once for each report."
-- remedy: "The view verdicts holds the latest report of each sample only."
SELECT 'with more than one report' AS part, COUNT(*) AS found,
       (SELECT COUNT(DISTINCT virustotal_md5_hash) FROM virustotals) AS total
FROM (SELECT 1 FROM virustotals GROUP BY virustotal_md5_hash HAVING COUNT(*) > 1)
