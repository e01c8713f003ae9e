-- about: arguments of MySQL commands, by command
SELECT mysql_command, mysql_command_arg_data
FROM mysql_command_args
WHERE mysql_command IN
  (SELECT mysql_command FROM mysql_commands WHERE connection IN (SELECT value FROM json_each($connections)))
ORDER BY mysql_command_arg_index, mysql_command_arg
