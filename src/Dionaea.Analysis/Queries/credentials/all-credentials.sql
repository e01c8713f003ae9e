-- id: F05
-- title: All credentials
-- question: Which user names and passwords were tried most, those of MQTT included?
-- population: FTP, MSSQL and MySQL logins, and MQTT connects with a user name or a password
-- parameters: {from: 0, to: 9999999999, limit: 50}
-- columns: {username: credential, password: credential, service: name, hits: count}
-- notes:
--   - Digests of SIP clients are not stored.
SELECT username, password, service, COUNT(*) AS hits
FROM credentials
WHERE time >= $from AND time < $to
GROUP BY username, password, service
ORDER BY hits DESC, username, password, service
LIMIT $limit
