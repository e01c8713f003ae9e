-- id: D01
-- title: Popular malware downloads
-- question: Which samples came most often?
-- source: carnivore.it 2009-11-06 through dionaea-sqlquery 3
-- population: downloads with a hash
-- parameters: {limit: 10}
-- columns: {md5: hash, hits: count}
-- chart: {kind: bar, x: md5, y: hits}
SELECT CAST(download_md5_hash AS TEXT) AS md5, COUNT(*) AS hits
FROM downloads
WHERE download_md5_hash IS NOT NULL
GROUP BY download_md5_hash
ORDER BY hits DESC, md5
LIMIT $limit
