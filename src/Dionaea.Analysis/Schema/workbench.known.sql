-- What is done with connections that other sources told of. ?1 … are explained with each statement.

-- The connection nearest in time to ?1, at most ?2 seconds away, among those up to row ?3 that source ?4 was not
-- recognised in yet, of type ?5, transport ?6, protocol ?7, local end ?8 and ?9, remote end ?10 and ?11; what is null
-- is not asked for. The plus signs leave the search to the index on the time.
SELECT connection
FROM connections
WHERE connection_timestamp BETWEEN ?1 - ?2 AND ?1 + ?2
  AND +connection <= ?3
  AND (?5 IS NULL OR +connection_type IS NULL OR +connection_type = ?5)
  AND (?6 IS NULL OR +connection_transport IS NULL OR +connection_transport = ?6)
  AND (?7 IS NULL OR +connection_protocol IS NULL OR +connection_protocol = ?7)
  AND (?8 IS NULL OR +local_host IS NULL OR +local_host = ?8)
  AND (?9 IS NULL OR +local_port IS NULL OR +local_port = ?9)
  AND (?10 IS NULL OR +remote_host = ?10)
  AND (?11 IS NULL OR +remote_port = ?11)
  AND NOT EXISTS (
    SELECT 1 FROM workbench_recognised AS r
    WHERE r.source = ?4 AND r.of_table = 'connections' AND r.row = connections.connection)
ORDER BY abs(connection_timestamp - ?1), connection
LIMIT 1;

-- Gives connection ?1 the root ?2 and the parent ?3, where the source that it came from knew none.
UPDATE connections
SET connection_root = ?2, connection_parent = ?3
WHERE connection = ?1 AND connection_parent IS NULL AND connection <> ?3;

-- Puts connection ?2 in the place of ?1, which others were told to descend from before it was recognised.
UPDATE connections
SET connection_root = iif(connection_root = ?1, ?2, connection_root),
    connection_parent = iif(connection_parent = ?1, ?2, connection_parent)
WHERE connection_root = ?1 OR connection_parent = ?1;
