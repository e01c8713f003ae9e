-- id: B12
-- title: Connection list
-- question: Which connections came in a window, from one host or to one port?
-- source: dionaea-sqlquery 6 (InfoSanity) 2009, DionaeaFR 2012, VisualiseDionaea 2023
-- population: all connections of the window, newest first
-- parameters:
--   from: {default: SELECT MAX(connection_timestamp) - 86400 FROM connections, about: "start of the window, included; the last day of the file unless given"}
--   to: {default: SELECT MAX(connection_timestamp) + 1 FROM connections}
--   zone: UTC
--   host: {type: text, about: only connections with this remote address}
--   port: {type: integer, about: only connections to this local port}
--   limit: 50
-- columns: {connection: connection, time: timestamp, remote_host: host, local_port: port, transport: name, protocol: name, type: name}
-- notes:
--   - The source takes the last 24 hours of the clock, which are empty in an archived file; here they end with its newest connection.
SELECT connection, CAST(floor(connection_timestamp) AS INTEGER) AS time, remote_host, local_port,
       connection_transport AS transport, connection_protocol AS protocol, connection_type AS type
FROM connections
WHERE connection_timestamp >= $from AND connection_timestamp < $to
  AND ($host IS NULL OR remote_host IN ($host, '::ffff:' || $host))
  AND ($port IS NULL OR local_port = $port)
ORDER BY connection_timestamp DESC, connection DESC
LIMIT $limit
