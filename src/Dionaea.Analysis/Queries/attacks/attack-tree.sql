-- id: L02
-- title: Attack tree
-- question: Which connections follow from one, and how do they hang together?
-- source: readlogsqltree 2009
-- population: one connection and all that have it as parent or ancestor
-- parameters:
--   root:
--     type: integer
--     default: >-
--       SELECT connection_root FROM connections WHERE connection_root IS NOT NULL
--       GROUP BY connection_root ORDER BY COUNT(*) DESC, connection_root DESC LIMIT 1
--     about: the connection to start from; that of the attack with most connections, the latest of equals, unless given
--   max_depth: {type: limit, default: 20, about: how many levels are followed}
-- columns: {depth: number, connection: connection, type: name, protocol: name, local_port: port, remote_host: host, remote_port: port}
-- notes:
--   - Connections stand in the order of their ids below their parent; ids are padded to one length for that.
--   - Damaged links can lead in a circle; the number of levels ends it.
WITH RECURSIVE t(depth, connection, type, protocol, local_port, remote_host, remote_port, path) AS (
  SELECT 0, connection, connection_type, connection_protocol, local_port, remote_host, remote_port,
         CAST(1000000000000000000 + connection AS TEXT)
  FROM connections
  WHERE connection = $root
  UNION ALL
  SELECT t.depth + 1, c.connection, c.connection_type, c.connection_protocol, c.local_port, c.remote_host,
         c.remote_port, t.path || CAST(1000000000000000000 + c.connection AS TEXT)
  FROM connections AS c
  JOIN t ON c.connection_parent = t.connection
  WHERE c.connection <> t.connection AND t.depth < $max_depth)
SELECT depth, connection, type, protocol, local_port, remote_host, remote_port
FROM t
ORDER BY path
