-- id: B04
-- title: Connection types
-- question: How many connections were accepted, refused, opened by the honeypot?
-- source: T-Pot dashboard 2017
-- population: all connections
-- parameters: {from: 0, to: 9999999999}
-- columns: {type: name, hits: count}
-- chart: {kind: donut, x: type, y: hits}
-- notes:
--   - UDP services report each peer as 'connect', like the honeypot's own outgoing connections.
SELECT connection_type AS type, COUNT(*) AS hits
FROM connections
WHERE connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY connection_type
ORDER BY hits DESC, type
