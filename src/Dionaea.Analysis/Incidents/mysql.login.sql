-- title: A login to MySQL, whose client sends no password in clear
-- origins: [dionaea.modules.python.mysql.login]
-- fields: {username: required bytes, password: required}
INSERT INTO logins (connection, login_username, login_password)
VALUES ($connection, $username, $password);
