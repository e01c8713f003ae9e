-- id: E04
-- title: Names per sample
-- question: What do the antivirus engines call each sample?
-- source: readlogsqltree 2010
-- population: samples with a report in which an engine found something
-- columns: {md5: hash, names: text}
-- notes:
--   - The names of all engines and reports, each once, in alphabetical order.
WITH n AS (
  SELECT DISTINCT v.virustotal_md5_hash AS md5, s.virustotalscan_result AS name
  FROM virustotals AS v
  JOIN virustotalscans AS s ON s.virustotal = v.virustotal
  WHERE s.virustotalscan_result IS NOT NULL)
SELECT md5, group_concat(name, ', ' ORDER BY name) AS names
FROM n
GROUP BY md5
ORDER BY md5
