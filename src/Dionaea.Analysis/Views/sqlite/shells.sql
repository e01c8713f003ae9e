-- about: "One row per shell that shellcode asked for, those that a defect of dionaea moved to emu_services_old included."
-- columns:
--   connection: {kind: connection, about: "row of connections"}
--   root: {kind: connection, about: "the first connection of the attack"}
--   time: {kind: timestamp, about: "when the connection was reported"}
--   day: {kind: day, about: "its UTC day"}
--   remote_host: {kind: host, about: "the attacker as stored: indexed, may be an IPv4-mapped address"}
--   attacker: {kind: host, about: "the attacker without ::ffff:, NULL when unknown"}
--   sensor: {kind: host, about: "the local address without ::ffff:"}
--   port: {kind: port, about: "the local port"}
--   service: {kind: name, about: "the emulated service"}
--   kind: {kind: name, about: "bindshell or connectbackshell"}
--   url: {kind: url, about: "kind, host and port"}
SELECT e.connection, c.connection_root AS root,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service,
       substr(e.emu_service_url, 1, instr(e.emu_service_url, '://') - 1) AS kind, e.emu_service_url AS url
FROM emu_services AS e
LEFT JOIN connections AS c ON c.connection = e.connection
UNION ALL
SELECT e.connection, c.connection_root,
       c.connection_timestamp, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, ''),
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END,
       c.local_port, c.connection_protocol,
       substr(e.emu_service_url, 1, instr(e.emu_service_url, '://') - 1), e.emu_service_url
FROM emu_services_old AS e
LEFT JOIN connections AS c ON c.connection = e.connection
