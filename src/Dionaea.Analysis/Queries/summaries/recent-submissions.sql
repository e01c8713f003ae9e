-- id: A02
-- title: Most recent submissions
-- question: What came in last?
-- source: mimic-nepstats 2009 after submissions2stats (Nepenthes)
-- population: downloads whose connection is stored
-- parameters: {limit: 5, zone: UTC}
-- columns: {t: timestamp, remote_host: host, download_url: url, md5: hash}
-- notes:
--   - Ordered by the time of the connection, not of the download.
WITH r AS (
  SELECT c.connection_timestamp AS t, c.remote_host, d.download
  FROM downloads AS d
  JOIN connections AS c ON c.connection = d.connection
  ORDER BY c.connection_timestamp DESC, d.download DESC
  LIMIT $limit)
SELECT r.t, r.remote_host, CAST(d.download_url AS TEXT) AS download_url, CAST(d.download_md5_hash AS TEXT) AS md5
FROM r
JOIN downloads AS d ON d.download = r.download
ORDER BY r.t DESC, r.download DESC
