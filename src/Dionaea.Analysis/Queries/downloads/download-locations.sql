-- id: D02
-- title: Popular download locations
-- question: From which URLs did most samples come?
-- source: carnivore.it 2009-11-06 through dionaea-sqlquery 5
-- population: all downloads
-- parameters: {limit: 20}
-- columns: {url: url, hits: count}
-- notes:
--   - Payloads that came inside the attack have no URL; they count as '(in-band)'.
SELECT CASE WHEN COALESCE(CAST(download_url AS TEXT), '') = '' THEN '(in-band)' ELSE CAST(download_url AS TEXT) END AS url,
       COUNT(*) AS hits
FROM downloads
GROUP BY 1
ORDER BY hits DESC, url
LIMIT $limit
