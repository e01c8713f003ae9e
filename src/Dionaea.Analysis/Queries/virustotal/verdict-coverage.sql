-- id: E06
-- title: Verdict coverage
-- question: How much of what was downloaded has no report, is undetected, is detected?
-- source: carnivore.it 2009-12-14 (remark on missing signatures), DionaeaFR 2012 (tiles)
-- population: downloads whose connection is stored, with the latest report on their hash
-- parameters: {from: 0, to: 9999999999}
-- columns: {verdict: name, downloads: count, samples: count}
-- chart: {kind: bar, x: verdict, y: "downloads samples"}
-- notes:
--   - A sensor without a VirusTotal key has no reports at all.
WITH x AS MATERIALIZED (
  SELECT md5, CASE WHEN detected > 0 THEN 'detected' ELSE 'undetected' END AS verdict
  FROM verdicts)
SELECT COALESCE(x.verdict, 'no report') AS verdict, COUNT(*) AS downloads, COUNT(DISTINCT d.download_md5_hash) AS samples
FROM downloads AS d
JOIN connections AS c ON c.connection = d.connection
LEFT JOIN x ON x.md5 = d.download_md5_hash
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
GROUP BY 1
ORDER BY downloads DESC, verdict
