-- id: I01
-- title: MSSQL commands
-- question: Which MSSQL batches are sent most?
-- source: a Python statistics script of the Kippo era; carnivore.it 2010-09-11 (mssql attacks examined), not found
-- population: all MSSQL commands
-- parameters: {limit: 50}
-- columns: {cmd: text, status: name, hits: count}
SELECT CAST(mssql_command_cmd AS TEXT) AS cmd, mssql_command_status AS status, COUNT(*) AS hits
FROM mssql_commands
GROUP BY 1, 2
ORDER BY hits DESC, cmd, status
LIMIT $limit
