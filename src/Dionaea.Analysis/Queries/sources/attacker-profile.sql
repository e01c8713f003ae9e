-- id: C09
-- title: Attacker profile
-- question: What did one host do?
-- source: VisualiseDionaea 2023, MHN (attacker_stats)
-- population: all connections with the host
-- parameters:
--   host:
--     type: text
--     default: >-
--       SELECT CASE WHEN host LIKE '::ffff:%' THEN substr(host, 8) ELSE host END
--       FROM (SELECT remote_host AS host FROM connections WHERE remote_host <> ''
--       GROUP BY remote_host ORDER BY COUNT(*) DESC, remote_host LIMIT 1) AS h
--     about: the remote address; the busiest unless given
--   zone: UTC
-- columns: {protocol: name, port: port, hits: count, first_seen: timestamp, last_seen: timestamp, downloads: count}
-- notes:
--   - Connections that the honeypot opened to the host count as well.
SELECT c.connection_protocol AS protocol, c.local_port AS port, COUNT(DISTINCT c.connection) AS hits,
       MIN(c.connection_timestamp) AS first_seen, MAX(c.connection_timestamp) AS last_seen,
       COUNT(DISTINCT d.download) AS downloads
FROM connections AS c
LEFT JOIN downloads AS d ON d.connection = c.connection
WHERE c.remote_host IN ($host, '::ffff:' || $host)
GROUP BY c.connection_protocol, c.local_port
ORDER BY hits DESC, protocol, port
