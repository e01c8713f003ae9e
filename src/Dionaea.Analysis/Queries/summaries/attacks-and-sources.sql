-- id: A04
-- title: Attacks and unique sources
-- question: How many connections from how many sources?
-- source: T-Pot dashboard 2017, MHN
-- population: all connections, outgoing ones and listeners included
-- parameters: {from: 0, to: 9999999999}
-- columns: {attacks: count, unique_hosts: count}
SELECT COUNT(*) AS attacks, COUNT(DISTINCT NULLIF(remote_host, '')) AS unique_hosts
FROM connections
WHERE connection_timestamp >= $from AND connection_timestamp < $to
