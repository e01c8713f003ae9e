-- about: login attempts
SELECT connection, login_username, login_password
FROM logins
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY login
