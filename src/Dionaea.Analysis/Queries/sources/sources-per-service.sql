-- id: C08
-- title: Sources per service
-- question: Which hosts came to each service?
-- source: dionaea-ioc-scripts 2020, Dionaea-sqlite-module 2014
-- population: connections of any type but listen, with a remote host
-- parameters: {from: 0, to: 9999999999}
-- columns: {service: name, port: port, host: host}
-- notes:
--   - The source reads the hosts from the names of bistream files; the database has them too.
SELECT DISTINCT connection_protocol AS service, local_port AS port,
       CASE WHEN remote_host LIKE '::ffff:%' THEN substr(remote_host, 8) ELSE remote_host END AS host
FROM connections
WHERE connection_type <> 'listen' AND remote_host <> ''
  AND connection_timestamp >= $from AND connection_timestamp < $to
ORDER BY service, port, host
