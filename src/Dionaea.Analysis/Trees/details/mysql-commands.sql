-- about: MySQL commands with their arguments in order
-- place: 90
-- mark: access
-- line: "MySQL {operation}[ {arguments}]"
-- columns: {operation: text, arguments: text}
SELECT m.connection, COALESCE(o.mysql_command_op_name, m.mysql_command_cmd),
       (SELECT group_concat(CAST(a.mysql_command_arg_data AS TEXT), ' ' ORDER BY a.mysql_command_arg_index)
          FROM mysql_command_args AS a WHERE a.mysql_command = m.mysql_command)
FROM mysql_commands AS m
LEFT JOIN mysql_command_ops AS o ON o.mysql_command_cmd = m.mysql_command_cmd
WHERE m.connection IN (SELECT value FROM json_each($connections))
ORDER BY m.mysql_command
