-- id: D07
-- title: Sample sheet
-- question: How often, from how many hosts and URLs, from when to when did each sample come?
-- source: readlogsqltree 2009 (by connection), DionaeaFR 2012 (downloads table)
-- population: all downloads; hosts and times only of those whose connection is stored
-- parameters: {zone: UTC}
-- columns: {md5: hash, hits: count, hosts: count, urls: count, first_seen: timestamp, last_seen: timestamp}
-- chart: {kind: bar, x: md5, y: "hits hosts"}
SELECT CAST(d.download_md5_hash AS TEXT) AS md5, COUNT(*) AS hits, COUNT(DISTINCT c.remote_host) AS hosts,
       COUNT(DISTINCT NULLIF(CAST(d.download_url AS TEXT), '')) AS urls,
       MIN(c.connection_timestamp) AS first_seen, MAX(c.connection_timestamp) AS last_seen
FROM downloads AS d
LEFT JOIN connections AS c ON c.connection = d.connection
GROUP BY 1
ORDER BY hits DESC, md5
