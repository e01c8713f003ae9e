-- about: "One row per sample that VirusTotal reported on: its latest report."
-- columns:
--   md5: {kind: hash, about: "MD5 of the sample"}
--   virustotal: {kind: number, about: "row of virustotals"}
--   time: {kind: timestamp, about: "date of the scan"}
--   scanners: {kind: count, about: "engines in the report"}
--   detected: {kind: count, about: "engines that found something"}
--   permalink: {kind: url, about: "the report on the web"}
SELECT v.virustotal_md5_hash AS md5, v.virustotal, v.virustotal_timestamp AS time,
       (SELECT COUNT(*) FROM virustotalscans AS s WHERE s.virustotal = v.virustotal) AS scanners,
       (SELECT COUNT(s.virustotalscan_result) FROM virustotalscans AS s WHERE s.virustotal = v.virustotal) AS detected,
       v.virustotal_permalink AS permalink
FROM virustotals AS v
WHERE NOT EXISTS (SELECT 1 FROM virustotals AS w
                  WHERE w.virustotal_md5_hash = v.virustotal_md5_hash
                    AND (w.virustotal_timestamp, w.virustotal) > (v.virustotal_timestamp, v.virustotal))
