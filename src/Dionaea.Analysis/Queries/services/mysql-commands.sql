-- id: I03
-- title: MySQL commands
-- question: Which MySQL operations are sent most, with which arguments?
-- source: readlogsqltree 2011, DionaeaFR 2012, a Python statistics script of the Kippo era
-- population: all MySQL commands
-- parameters: {limit: 50}
-- columns: {op: name, argument: text, hits: count}
-- notes:
--   - A command with several arguments counts once for each; the view commands joins them.
SELECT o.mysql_command_op_name AS op, CAST(a.mysql_command_arg_data AS TEXT) AS argument, COUNT(*) AS hits
FROM mysql_commands AS m
LEFT JOIN mysql_command_ops AS o ON o.mysql_command_cmd = m.mysql_command_cmd
LEFT JOIN mysql_command_args AS a ON a.mysql_command = m.mysql_command
GROUP BY 1, 2
ORDER BY hits DESC, op, argument
LIMIT $limit
