-- id: B03
-- title: Services
-- question: Which emulated services were hit?
-- source: DionaeaFR 2012, T-Pot 2017, Dionaea-sqlite-module 2014
-- population: connections of any type but listen
-- parameters: {from: 0, to: 9999999999}
-- columns: {service: name, hits: count, hosts: count}
-- chart: {kind: bar, x: service, y: hits}
-- notes:
--   - Not every value is a service; pcap is a refused connection, remoteshell and FTPCtrl belong to an exploit.
SELECT connection_protocol AS service, COUNT(*) AS hits, COUNT(DISTINCT remote_host) AS hosts
FROM connections
WHERE connection_type <> 'listen'
  AND connection_timestamp >= $from AND connection_timestamp < $to
GROUP BY connection_protocol
ORDER BY hits DESC, service
