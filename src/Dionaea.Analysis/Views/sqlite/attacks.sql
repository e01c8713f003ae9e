-- about: "One row per attack: a root connection and all under it. Counts are of the whole attack."
-- columns:
--   root: {kind: connection, about: "the first connection"}
--   time: {kind: timestamp, about: "when the connection was reported"}
--   day: {kind: day, about: "its UTC day"}
--   remote_host: {kind: host, about: "the attacker as stored: indexed, may be an IPv4-mapped address"}
--   attacker: {kind: host, about: "the attacker without ::ffff:, NULL when unknown"}
--   sensor: {kind: host, about: "the local address without ::ffff:"}
--   port: {kind: port, about: "the local port"}
--   service: {kind: name, about: "the emulated service"}
--   transport: {kind: name, about: "tcp, tls or udp"}
--   type: {kind: name, about: "type of the first connection"}
--   connections: {kind: count, about: "connections, the root included"}
--   offers: {kind: count, about: "offered URLs"}
--   downloads: {kind: count, about: "captured samples"}
--   logins: {kind: count, about: "login attempts"}
SELECT c.connection AS root,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service, c.connection_transport AS transport, c.connection_type AS type,
       (SELECT COUNT(*) FROM connections AS k WHERE k.connection_root = c.connection) AS connections,
       (SELECT COUNT(*) FROM connections AS k JOIN offers AS o ON o.connection = k.connection
         WHERE k.connection_root = c.connection) AS offers,
       (SELECT COUNT(*) FROM connections AS k JOIN downloads AS d ON d.connection = k.connection
         WHERE k.connection_root = c.connection) AS downloads,
       (SELECT COUNT(*) FROM connections AS k JOIN logins AS l ON l.connection = k.connection
         WHERE k.connection_root = c.connection) AS logins
FROM connections AS c
WHERE +c.connection_root = c.connection OR +c.connection_root IS NULL
