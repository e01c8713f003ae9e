-- id: D06
-- title: Delivery channels
-- question: By which scheme do samples arrive?
-- source: nepenthes download modules, DionaeaOSSIM 2013
-- population: all downloads
-- columns: {scheme: name, downloads: count, samples: count}
-- chart: {kind: bar, x: scheme, y: downloads}
-- notes:
--   - Payloads that came inside the attack have no URL; they count as '(in-band)'. fxp is an old spelling of FTP.
WITH d AS (
  SELECT COALESCE(CAST(download_url AS TEXT), '') AS url, download_md5_hash AS md5
  FROM downloads)
SELECT CASE WHEN url = '' THEN '(in-band)'
            WHEN instr(url, '://') > 0 THEN lower(substr(url, 1, instr(url, '://') - 1))
            ELSE '(other)' END AS scheme,
       COUNT(*) AS downloads, COUNT(DISTINCT md5) AS samples
FROM d
GROUP BY 1
ORDER BY downloads DESC, scheme
