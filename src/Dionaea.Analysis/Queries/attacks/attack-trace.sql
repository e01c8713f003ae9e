-- id: L03
-- title: Attack trace
-- question: Which connections belong to one attack?
-- source: DionaeaFR 2012 (trace)
-- population: all connections with one root
-- parameters:
--   root:
--     type: integer
--     default: >-
--       SELECT connection_root FROM connections WHERE connection_root IS NOT NULL
--       GROUP BY connection_root ORDER BY COUNT(*) DESC, connection_root DESC LIMIT 1
--     about: the first connection of the attack; that of the one with most connections, the latest of equals, unless given
--   zone: UTC
-- columns: {connection: connection, type: name, protocol: name, t: timestamp, parent: connection}
SELECT connection, connection_type AS type, connection_protocol AS protocol, connection_timestamp AS t, connection_parent AS parent
FROM connections
WHERE connection_root = $root
ORDER BY connection
