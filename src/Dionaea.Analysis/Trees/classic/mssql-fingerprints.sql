-- about: what MSSQL clients call themselves
SELECT connection, mssql_fingerprint_hostname, mssql_fingerprint_appname, mssql_fingerprint_cltintname
FROM mssql_fingerprints
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY mssql_fingerprint
