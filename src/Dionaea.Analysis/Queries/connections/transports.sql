-- id: B05
-- title: Transports
-- question: What share have TCP, UDP and TLS?
-- source: Dionaea-sqlite-module 2014, T-Pot 2017
-- population: all connections
-- parameters: {from: 0, to: 9999999999}
-- columns: {transport: name, hits: count}
-- chart: {kind: donut, x: transport, y: hits}
SELECT connection_transport AS transport, COUNT(*) AS hits
FROM connections
WHERE connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY connection_transport
ORDER BY hits DESC, transport
