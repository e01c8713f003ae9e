-- id: E04
-- title: Names per sample
-- question: What do the antivirus engines call each sample?
-- source: readlogsqltree 2010
-- population: samples with a report in which an engine found something
-- columns: {md5: hash, names: text}
-- notes:
--   - The names of all engines and reports, each once, in alphabetical order. A name can hold a comma itself.
SELECT v.virustotal_md5_hash AS md5, group_concat(DISTINCT s.virustotalscan_result ORDER BY s.virustotalscan_result) AS names
FROM virustotals AS v
JOIN virustotalscans AS s ON s.virustotal = v.virustotal
WHERE s.virustotalscan_result IS NOT NULL
GROUP BY v.virustotal_md5_hash
ORDER BY md5
