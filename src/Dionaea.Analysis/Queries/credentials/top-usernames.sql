-- id: F02
-- title: User names
-- question: Which user names were tried most?
-- source: T-Pot dashboard 2017, a Python statistics script of the Kippo era
-- population: FTP, MSSQL and MySQL logins
-- parameters: {from: 0, to: 9999999999, limit: 50}
-- columns: {username: credential, hits: count}
-- chart: {kind: bar, x: username, y: hits}
SELECT CAST(l.login_username AS TEXT) AS username, COUNT(*) AS hits
FROM logins AS l
JOIN connections AS c ON c.connection = l.connection
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
GROUP BY 1
ORDER BY hits DESC, username
LIMIT $limit
