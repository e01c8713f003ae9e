-- about: "One row per connection that came from outside, those of UDP services included; the children of an exploit are among them."
-- columns:
--   connection: {kind: connection, about: "row of connections"}
--   time: {kind: timestamp, about: "when the connection was reported"}
--   day: {kind: day, about: "its UTC day"}
--   hour: {kind: timestamp, about: "start of its UTC hour"}
--   remote_host: {kind: host, about: "the attacker as stored: indexed, may be an IPv4-mapped address"}
--   attacker: {kind: host, about: "the attacker without ::ffff:, NULL when unknown"}
--   sensor: {kind: host, about: "the local address without ::ffff:"}
--   port: {kind: port, about: "the local port"}
--   service: {kind: name, about: "the emulated service"}
--   transport: {kind: name, about: "tcp, tls or udp"}
--   type: {kind: name, about: "accept, reject, pending, or connect for UDP services"}
--   root: {kind: connection, about: "the first connection of the attack"}
SELECT c.connection,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day, CAST(floor(c.connection_timestamp / 3600.0) AS INTEGER) * 3600 AS hour,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service, c.connection_transport AS transport,
       c.connection_type AS type, c.connection_root AS root
FROM connections AS c
WHERE +c.connection_type IN ('accept', 'reject', 'pending')
   OR (+c.connection_type = 'connect' AND +c.connection_transport = 'udp' AND +c.connection_parent IS NULL)
