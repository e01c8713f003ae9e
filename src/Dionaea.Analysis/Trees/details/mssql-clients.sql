-- about: what MSSQL clients call themselves
-- place: 70
-- line: "MSSQL client[ {program}][ with {library}][ on {host}]"
-- columns: {program: text, library: text, host: text}
SELECT connection, mssql_fingerprint_appname, mssql_fingerprint_cltintname, mssql_fingerprint_hostname
FROM mssql_fingerprints
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY mssql_fingerprint
