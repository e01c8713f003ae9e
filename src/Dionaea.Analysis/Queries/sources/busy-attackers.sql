-- id: C01
-- title: Busy attackers
-- question: Which hosts connected most?
-- source: carnivore.it 2009-11-06 through dionaea-sqlquery 4
-- population: accepted connections (TCP and TLS)
-- parameters: {limit: 10}
-- columns: {remote_host: host, hits: count}
-- chart: {kind: bar, x: remote_host, y: hits}
-- notes:
--   - Hosts are counted as stored; top-attackers takes the prefix of IPv4-mapped addresses away.
SELECT remote_host, COUNT(*) AS hits
FROM connections
WHERE connection_type = 'accept'
GROUP BY remote_host
ORDER BY hits DESC, remote_host
LIMIT $limit
