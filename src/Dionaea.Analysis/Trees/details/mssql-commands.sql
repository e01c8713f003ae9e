-- about: MSSQL batches
-- place: 80
-- mark: access
-- line: "MSSQL {command}"
-- columns: {command: text}
SELECT connection, mssql_command_cmd
FROM mssql_commands
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY mssql_command
