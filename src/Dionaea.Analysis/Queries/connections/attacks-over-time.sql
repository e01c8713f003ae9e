-- id: B09
-- title: Attacks and sources over time
-- question: How do volume and number of sources develop?
-- source: T-Pot dashboard 2017, mhn-splunk
-- population: all connections
-- parameters:
--   from: 0
--   to: 9999999999
--   bucket: {type: limit, default: 3600, about: length of a bucket in seconds}
--   zone: UTC
-- columns: {bucket_start: timestamp, attacks: count, unique_hosts: count}
-- chart: {kind: line, x: bucket_start, y: "attacks unique_hosts"}
-- notes:
--   - Buckets start at multiples of their length in UTC. Sources per bucket don't add up to sources in all.
SELECT CAST(floor(connection_timestamp) AS INTEGER) / $bucket * $bucket AS bucket_start,
       COUNT(*) AS attacks, COUNT(DISTINCT NULLIF(remote_host, '')) AS unique_hosts
FROM connections
WHERE connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY 1
ORDER BY 1
