-- about: connections by their ids
SELECT connection, connection_root, connection_parent, connection_type, connection_transport, connection_protocol, connection_timestamp,
       local_host, local_port, remote_host, remote_hostname, remote_port
FROM connections
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY connection
