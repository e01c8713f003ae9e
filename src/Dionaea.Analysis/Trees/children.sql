-- about: connections that hang directly below others, at most $limit below each, and how many hang there; one that names itself as parent hangs nowhere
SELECT connection, connection_root, connection_parent, connection_type, connection_transport, connection_protocol, connection_timestamp,
       local_host, local_port, remote_host, remote_hostname, remote_port, siblings
FROM (SELECT c.*, ROW_NUMBER() OVER (PARTITION BY connection_parent ORDER BY connection) AS place,
             COUNT(*) OVER (PARTITION BY connection_parent) AS siblings
      FROM connections AS c
      WHERE connection_parent IN (SELECT value FROM json_each($connections)) AND connection_parent <> connection)
WHERE place <= $limit
ORDER BY connection_parent, connection
