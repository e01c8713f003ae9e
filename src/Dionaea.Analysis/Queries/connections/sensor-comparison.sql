-- id: X05
-- title: Sensor comparison
-- question: How many connections, sources and samples did each local address get?
-- population: connections of any type but listen
-- parameters: {from: 0, to: 9999999999}
-- columns: {local_host: host, hits: count, hosts: count, samples: count}
-- chart: {kind: bar, x: local_host, y: "hits hosts samples"}
-- notes:
--   - Sensors in containers often share one private address.
WITH h AS (
  SELECT local_host, COUNT(*) AS hits, COUNT(DISTINCT remote_host) AS hosts
  FROM connections
  WHERE connection_type <> 'listen'
    AND connection_timestamp >= $from AND connection_timestamp < $to
  GROUP BY local_host
), s AS (
  SELECT c.local_host, COUNT(DISTINCT d.download_md5_hash) AS samples
  FROM downloads AS d
  JOIN connections AS c ON c.connection = d.connection
  WHERE c.connection_type <> 'listen'
    AND c.connection_timestamp >= $from AND c.connection_timestamp < $to
  GROUP BY c.local_host)
SELECT h.local_host, h.hits, h.hosts, COALESCE(s.samples, 0) AS samples
FROM h
LEFT JOIN s ON s.local_host IS NOT DISTINCT FROM h.local_host
ORDER BY h.hits DESC, h.local_host
