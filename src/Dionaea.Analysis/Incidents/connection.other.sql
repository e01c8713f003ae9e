-- title: A connection of which only the ends are known, as some formats tell of captures alone
-- effect: connection
-- origins: [workbench.connection]
-- fields: {connection_type: required}

-- FAIL, as SQLite would keep a journal of every row else, for the trigger may abort.
INSERT OR FAIL INTO connections (
  connection, connection_type, connection_transport, connection_protocol, connection_timestamp, connection_root,
  local_host, local_port, remote_host, remote_hostname, remote_port)
VALUES (
  $connection, $connection_type, $transport, $protocol, $time, $connection,
  $local_host, $local_port, $remote_host, $remote_hostname, $remote_port);
