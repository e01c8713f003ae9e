-- about: "One row per SIP request."
-- columns:
--   sip_command: {kind: number, about: "row of sip_commands"}
--   connection: {kind: connection, about: "row of connections"}
--   root: {kind: connection, about: "the first connection of the attack"}
--   time: {kind: timestamp, about: "when the connection was reported"}
--   day: {kind: day, about: "its UTC day"}
--   remote_host: {kind: host, about: "the attacker as stored: indexed, may be an IPv4-mapped address"}
--   attacker: {kind: host, about: "the attacker without ::ffff:, NULL when unknown"}
--   sensor: {kind: host, about: "the local address without ::ffff:"}
--   port: {kind: port, about: "the local port"}
--   service: {kind: name, about: "the emulated service"}
--   method: {kind: name, about: "the method, bytes decoded"}
--   call_id: {kind: text, about: "the Call-ID"}
--   user_agent: {kind: text, about: "the client, NULL without the header"}
--   allow: {kind: number, about: "bit mask of the Allow headers"}
SELECT s.sip_command, s.connection, c.connection_root AS root,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service,
       CAST(s.sip_command_method AS TEXT) AS method, CAST(s.sip_command_call_id AS TEXT) AS call_id,
       CAST(s.sip_command_user_agent AS TEXT) AS user_agent, s.sip_command_allow AS allow
FROM sip_commands AS s
LEFT JOIN connections AS c ON c.connection = s.connection
