-- title: A login
-- origins: [dionaea.modules.python.ftp.login]
-- fields: {username: required, password: required}
INSERT INTO logins (connection, login_username, login_password)
VALUES ($connection, $username, $password);
