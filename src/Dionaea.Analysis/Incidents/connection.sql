-- title: A connection
-- effect: connection
-- origins:
--   dionaea.connection.tcp.listen: listen
--   dionaea.connection.tls.listen: listen
--   dionaea.connection.tcp.connect: connect
--   dionaea.connection.tls.connect: connect
--   dionaea.connection.udp.connect: connect
--   dionaea.connection.tcp.accept: accept
--   dionaea.connection.tls.accept: accept
--   dionaea.connection.tcp.reject: reject
--   dionaea.connection.tcp.pending: pending

-- FAIL, as SQLite would keep a journal of every row else, for the trigger may abort.
INSERT OR FAIL INTO connections (
  connection, connection_type, connection_transport, connection_protocol, connection_timestamp, connection_root,
  local_host, local_port, remote_host, remote_hostname, remote_port)
VALUES (
  $connection, $type, $transport, $protocol, $time, $connection,
  $local_host, $local_port, $remote_host, $remote_hostname, $remote_port);
