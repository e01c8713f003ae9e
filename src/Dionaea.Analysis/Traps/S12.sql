-- id: S12
-- title: Nothing found and no report look alike
-- of: verdicts
-- at: [virustotalscans.virustotalscan_result, verdicts]
-- holds: measured
-- consequence: "A scanner's NULL means that it found nothing, a missing row that nobody asked it; merged, both understate detection."
-- remedy: "The view verdicts counts scanners and detections apart, and has no row for a sample without a report."
SELECT 'scans that found nothing' AS part, COUNT(*) FILTER (WHERE virustotalscan_result IS NULL) AS found, COUNT(*) AS total
FROM virustotalscans
UNION ALL
SELECT 'distinct samples without a report',
       COUNT(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM virustotals AS v WHERE v.virustotal_md5_hash = d.md5)), COUNT(*)
FROM (SELECT DISTINCT CAST(download_md5_hash AS TEXT) AS md5 FROM downloads WHERE download_md5_hash IS NOT NULL) AS d
