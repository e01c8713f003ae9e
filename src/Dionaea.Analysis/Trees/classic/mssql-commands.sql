-- about: MSSQL batches
SELECT connection, mssql_command_status, mssql_command_cmd
FROM mssql_commands
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY mssql_command
