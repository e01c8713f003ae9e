-- id: F01
-- title: Credential pairs
-- question: Which user names and passwords were tried most, by service?
-- source: S. Barbeau 2011 through Dionaea-sqlite-module
-- population: FTP, MSSQL and MySQL logins
-- parameters: {from: 0, to: 9999999999, limit: 50}
-- columns: {username: credential, password: credential, service: name, hits: count}
-- notes:
--   - MySQL clients send no password in clear; it is stored empty.
--   - Passwords of real users who came to the wrong host can be among them.
SELECT CAST(l.login_username AS TEXT) AS username, CAST(l.login_password AS TEXT) AS password,
       c.connection_protocol AS service, COUNT(*) AS hits
FROM logins AS l
JOIN connections AS c ON c.connection = l.connection
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
GROUP BY 1, 2, 3
ORDER BY hits DESC, username, password, service
LIMIT $limit
