-- title: A command to MSSQL
-- origins: [dionaea.modules.python.mssql.cmd]
-- fields: {status: required, cmd: required bytes}
INSERT INTO mssql_commands (connection, mssql_command_status, mssql_command_cmd)
VALUES ($connection, $status, $cmd);
