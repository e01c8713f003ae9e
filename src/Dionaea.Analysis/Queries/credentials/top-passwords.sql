-- id: F03
-- title: Passwords
-- question: Which passwords were tried most?
-- source: T-Pot dashboard 2017, a Python statistics script of the Kippo era
-- population: FTP, MSSQL and MySQL logins
-- parameters: {from: 0, to: 9999999999, limit: 50}
-- columns: {password: credential, hits: count}
-- chart: {kind: bar, x: password, y: hits}
-- notes:
--   - The empty password of MSSQL's sa usually leads. MySQL clients send no password in clear; it is stored empty.
--   - Passwords of real users who came to the wrong host can be among them.
SELECT CAST(l.login_password AS TEXT) AS password, COUNT(*) AS hits
FROM logins AS l
JOIN connections AS c ON c.connection = l.connection
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
GROUP BY 1
ORDER BY hits DESC, password
LIMIT $limit
