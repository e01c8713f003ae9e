-- What is done with connections that other logs told of. ?1 … are explained with each statement.

-- The connections at most ?2 seconds away from the time ?1, of type ?3, transport ?4, protocol ?5, local end ?6 and ?7,
-- remote end ?8 and ?9, the nearest in time first; what is null is not asked for. The plus signs leave the search to
-- the index on the time.
SELECT connection
FROM connections
WHERE connection_timestamp BETWEEN ?1 - ?2 AND ?1 + ?2
  AND (?3 IS NULL OR +connection_type IS NULL OR +connection_type = ?3)
  AND (?4 IS NULL OR +connection_transport IS NULL OR +connection_transport = ?4)
  AND (?5 IS NULL OR +connection_protocol IS NULL OR +connection_protocol = ?5)
  AND (?6 IS NULL OR +local_host IS NULL OR +local_host = ?6)
  AND (?7 IS NULL OR +local_port IS NULL OR +local_port = ?7)
  AND (?8 IS NULL OR +remote_host = ?8)
  AND (?9 IS NULL OR +remote_port = ?9)
ORDER BY abs(connection_timestamp - ?1), connection;

-- Gives connection ?1 the root ?2 and the parent ?3, of which null leaves it what it has; where it has a parent
-- already only if ?4.
UPDATE connections
SET connection_root = coalesce(?2, connection_root), connection_parent = coalesce(?3, connection_parent)
WHERE connection = ?1 AND (?4 OR connection_parent IS NULL);
