-- id: I04
-- title: MySQL search
-- question: Which MySQL commands contain a text?
-- source: dionaea-sqlquery 7 (C. Campbell)
-- population: arguments of MySQL commands whose connection is stored
-- parameters:
--   needle: {type: text, default: "", about: "the text, upper and lower case told apart; all commands unless given"}
--   width: {type: limit, default: 60, about: how many characters of an argument are shown}
--   limit: 50
-- columns: {connection: connection, remote_host: host, snippet: text}
SELECT m.connection, c.remote_host, substr(CAST(a.mysql_command_arg_data AS TEXT), 1, $width) AS snippet
FROM mysql_command_args AS a
JOIN mysql_commands AS m ON m.mysql_command = a.mysql_command
JOIN connections AS c ON c.connection = m.connection
WHERE instr(CAST(a.mysql_command_arg_data AS TEXT), $needle) > 0
ORDER BY m.connection, m.mysql_command, a.mysql_command_arg_index, a.mysql_command_arg
LIMIT $limit
