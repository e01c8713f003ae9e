-- id: B02
-- title: Top ports
-- question: Which local ports were used most, and by how many sources?
-- source: DionaeaFR 2012, T-Pot 2017, mhn-splunk
-- population: connections of any type but listen
-- parameters: {from: 0, to: 9999999999, limit: 10}
-- columns: {port: port, hits: count, hosts: count, pct: share}
-- chart: {kind: bar, x: port, y: hits}
-- notes:
--   - Connections that the honeypot opened itself count with their own, arbitrary port.
--   - The share is of all ports, not of those shown.
SELECT local_port AS port, COUNT(*) AS hits, COUNT(DISTINCT remote_host) AS hosts,
       ROUND(100.0 * COUNT(*) / SUM(COUNT(*)) OVER (), 2) AS pct
FROM connections
WHERE connection_type <> 'listen'
  AND connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY local_port
ORDER BY hits DESC, port
LIMIT $limit
