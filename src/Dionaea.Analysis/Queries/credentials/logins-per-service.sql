-- id: F04
-- title: Logins per service
-- question: Which services are tried by guessing passwords?
-- source: Dionaea_logscan 2018, a Python statistics script of the Kippo era
-- population: FTP, MSSQL and MySQL logins
-- parameters: {from: 0, to: 9999999999}
-- columns: {service: name, port: port, logins: count, hosts: count}
-- chart: {kind: bar, x: service, y: logins}
SELECT c.connection_protocol AS service, c.local_port AS port, COUNT(*) AS logins, COUNT(DISTINCT c.remote_host) AS hosts
FROM logins AS l
JOIN connections AS c ON c.connection = l.connection
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
GROUP BY c.connection_protocol, c.local_port
ORDER BY logins DESC, service, port
