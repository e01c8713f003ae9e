-- id: I02
-- title: MSSQL clients
-- question: Which computers, programs and libraries do MSSQL clients name?
-- source: readlogsqltree 2010, DionaeaFR 2012
-- population: MSSQL logins whose connection is stored
-- parameters: {limit: 50}
-- columns: {hostname: text, appname: text, library: text, logins: count, hosts: count}
-- notes:
--   - The client says what it likes.
SELECT CAST(f.mssql_fingerprint_hostname AS TEXT) AS hostname, CAST(f.mssql_fingerprint_appname AS TEXT) AS appname,
       CAST(f.mssql_fingerprint_cltintname AS TEXT) AS library, COUNT(*) AS logins, COUNT(DISTINCT c.remote_host) AS hosts
FROM mssql_fingerprints AS f
JOIN connections AS c ON c.connection = f.connection
GROUP BY 1, 2, 3
ORDER BY logins DESC, hostname, appname, library
LIMIT $limit
