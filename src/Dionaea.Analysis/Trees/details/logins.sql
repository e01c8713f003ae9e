-- about: login attempts
-- place: 60
-- mark: access
-- line: "login {username} / {password}"
-- columns: {username: credential, password: credential}
SELECT connection, login_username, login_password
FROM logins
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY login
