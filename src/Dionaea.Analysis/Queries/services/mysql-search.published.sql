-- differs: >-
--   dionaea-sqlquery searches with LIKE, so case is ignored and % and _ stand for any text and any character; and it
--   shows one character less than it means to.
SELECT m.connection, c.remote_host, substr(CAST(a.mysql_command_arg_data AS TEXT), 1, $width - 1) AS snippet
FROM mysql_command_args AS a
JOIN mysql_commands AS m ON m.mysql_command = a.mysql_command
JOIN connections AS c ON c.connection = m.connection
WHERE lower(CAST(a.mysql_command_arg_data AS TEXT)) LIKE '%' || lower($needle) || '%'
ORDER BY m.connection, m.mysql_command, a.mysql_command_arg_index, a.mysql_command_arg
LIMIT $limit
