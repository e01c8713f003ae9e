-- id: C02
-- title: Top attackers
-- question: Which hosts connected most, to how many ports, from when to when?
-- source: DionaeaFR 2012, T-Pot 2017, mhn-splunk
-- population: connections of any type but listen, with a remote host
-- parameters: {from: 0, to: 9999999999, limit: 10, zone: UTC}
-- columns: {host: host, hits: count, ports: count, first_seen: timestamp, last_seen: timestamp}
-- chart: {kind: bar, x: host, y: hits}
-- notes:
--   - Hosts that the honeypot connected to count as well.
SELECT CASE WHEN remote_host LIKE '::ffff:%' THEN substr(remote_host, 8) ELSE remote_host END AS host,
       COUNT(*) AS hits, COUNT(DISTINCT local_port) AS ports,
       MIN(connection_timestamp) AS first_seen, MAX(connection_timestamp) AS last_seen
FROM connections
WHERE connection_type <> 'listen' AND remote_host <> ''
  AND connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY 1
ORDER BY hits DESC, host
LIMIT $limit
