-- title: A command to MySQL
-- origins: [dionaea.modules.python.mysql.command]
-- checks: complete
-- fields: {command: required, args: optional list}
SELECT 'the field ''args'' has ' || type || ' for element ' || key || ', but text was expected'
FROM json_each($args)
WHERE type IN ('array', 'object', 'null');

INSERT INTO mysql_commands (connection, mysql_command_cmd)
VALUES ($connection, $command);

INSERT INTO mysql_command_args (mysql_command, mysql_command_arg_index, mysql_command_arg_data)
SELECT $row, key, value
FROM json_each($args)
ORDER BY key;
