-- about: "One row per database command: MSSQL batches and MySQL operations with their arguments joined in order."
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
--   operation: {kind: name, about: "MSSQL batch, or the MySQL operation (COM_QUERY)"}
--   command: {kind: text, about: "the text, bytes decoded"}
SELECT m.connection, c.connection_root AS root,
       c.connection_timestamp AS time, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400 AS day,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, '') AS attacker,
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END AS sensor,
       c.local_port AS port, c.connection_protocol AS service,
       'MSSQL batch' AS operation, CAST(m.mssql_command_cmd AS TEXT) AS command
FROM mssql_commands AS m
JOIN connections AS c ON c.connection = m.connection
UNION ALL
SELECT m.connection, c.connection_root,
       c.connection_timestamp, CAST(floor(c.connection_timestamp / 86400.0) AS INTEGER) * 86400,
       c.remote_host, NULLIF(CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END, ''),
       CASE WHEN c.local_host LIKE '::ffff:%' THEN substr(c.local_host, 8) ELSE c.local_host END,
       c.local_port, c.connection_protocol,
       COALESCE((SELECT o.mysql_command_op_name FROM mysql_command_ops AS o WHERE o.mysql_command_cmd = m.mysql_command_cmd),
                'MySQL ' || m.mysql_command_cmd),
       (SELECT group_concat(CAST(a.mysql_command_arg_data AS TEXT), ' ' ORDER BY a.mysql_command_arg_index)
          FROM mysql_command_args AS a WHERE a.mysql_command = m.mysql_command)
FROM mysql_commands AS m
JOIN connections AS c ON c.connection = m.connection
