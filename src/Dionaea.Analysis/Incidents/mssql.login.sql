-- title: A login to MSSQL
-- origins: [dionaea.modules.python.mssql.login]
-- checks: complete
-- fields: {username: required, password: required, hostname: required, appname: required, cltintname: required}
INSERT INTO logins (connection, login_username, login_password)
VALUES ($connection, $username, $password);

INSERT INTO mssql_fingerprints (
  connection, mssql_fingerprint_hostname, mssql_fingerprint_appname, mssql_fingerprint_cltintname)
VALUES ($connection, $hostname, $appname, $cltintname);
