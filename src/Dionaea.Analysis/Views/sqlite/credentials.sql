-- about: "One row per login attempt: FTP, MSSQL and MySQL logins, and the user names and passwords of MQTT clients."
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
--   username: {kind: credential, about: "the user name, bytes decoded"}
--   password: {kind: credential, about: "the password; NULL and empty are told apart"}
SELECT l.connection, c.connection_root AS root,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service,
       CAST(l.login_username AS TEXT) AS username, CAST(l.login_password AS TEXT) AS password
FROM logins AS l
JOIN connections AS c ON c.connection = l.connection
UNION ALL
SELECT m.connection, c.connection_root,
       c.connection_timestamp, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, ''),
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END,
       c.local_port, c.connection_protocol,
       CAST(m.mqtt_fingerprint_username AS TEXT), CAST(m.mqtt_fingerprint_password AS TEXT)
FROM mqtt_fingerprints AS m
JOIN connections AS c ON c.connection = m.connection
WHERE COALESCE(m.mqtt_fingerprint_username, '') || COALESCE(m.mqtt_fingerprint_password, '') <> ''
