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
-- A statement that asks for no column of connections must not pay for a look-up: SQLite keeps a join of an aggregate.
SELECT p.emu_profile, p.connection, (SELECT c.connection_root FROM connections AS c WHERE c.connection = p.connection) AS root,
       (SELECT c.connection_timestamp FROM connections AS c WHERE c.connection = p.connection) AS time,
       (SELECT CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 FROM connections AS c WHERE c.connection = p.connection) AS day,
       (SELECT c.remote_host FROM connections AS c WHERE c.connection = p.connection) AS remote_host,
       (SELECT NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') FROM connections AS c WHERE c.connection = p.connection) AS attacker,
       (SELECT CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END FROM connections AS c WHERE c.connection = p.connection) AS sensor,
       (SELECT c.local_port FROM connections AS c WHERE c.connection = p.connection) AS port,
       (SELECT c.connection_protocol FROM connections AS c WHERE c.connection = p.connection) AS service,
       CASE WHEN j.type = 'object' THEN json_extract(j.value, '$.call') END AS api_call
FROM emu_profiles AS p
JOIN json_each(CASE WHEN json_valid(p.emu_profile_json) THEN p.emu_profile_json ELSE '[]' END) AS j
