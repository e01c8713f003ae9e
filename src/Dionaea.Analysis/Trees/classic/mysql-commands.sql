-- about: MySQL commands
SELECT m.connection, m.mysql_command, m.mysql_command_cmd, o.mysql_command_op_name
FROM mysql_commands AS m
LEFT JOIN mysql_command_ops AS o ON o.mysql_command_cmd = m.mysql_command_cmd
WHERE m.connection IN (SELECT value FROM json_each($connections))
ORDER BY m.mysql_command
