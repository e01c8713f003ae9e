-- about: "One row per system call in the profile of a shellcode, in the order of the profiles; a profile that is not JSON has none."
-- columns:
--   emu_profile: {kind: number, about: "row of emu_profiles"}
--   connection: {kind: connection, about: "row of connections"}
--   root: {kind: connection, about: "the first connection of the attack"}
--   time: {kind: timestamp, about: "when the connection was reported"}
--   day: {kind: day, about: "its UTC day"}
--   remote_host: {kind: host, about: "the attacker as stored: indexed, may be an IPv4-mapped address"}
--   attacker: {kind: host, about: "the attacker without ::ffff:, NULL when unknown"}
--   sensor: {kind: host, about: "the local address without ::ffff:"}
--   port: {kind: port, about: "the local port"}
--   service: {kind: name, about: "the emulated service"}
--   api_call: {kind: text, about: "the function (LoadLibraryA), NULL where the profile names none"}
SELECT p.emu_profile, p.connection, c.connection_root AS root,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service,
       CASE WHEN j.type = 'object' THEN json_extract(j.value, '$.call') END AS api_call
FROM emu_profiles AS p
JOIN json_each(CASE WHEN json_valid(p.emu_profile_json) THEN p.emu_profile_json ELSE '[]' END) AS j
LEFT JOIN connections AS c ON c.connection = p.connection
