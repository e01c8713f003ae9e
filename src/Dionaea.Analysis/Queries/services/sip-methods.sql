-- id: J01
-- title: SIP methods and clients
-- question: Which SIP methods are sent, by which clients?
-- source: DionaeaOSSIM 2013
-- population: SIP requests whose connection is stored
-- parameters: {from: 0, to: 9999999999}
-- columns: {method: name, user_agent: text, hits: count, hosts: count}
-- chart: {kind: bar, x: user_agent, y: hits, series: method}
SELECT CAST(s.sip_command_method AS TEXT) AS method, CAST(s.sip_command_user_agent AS TEXT) AS user_agent,
       COUNT(*) AS hits, COUNT(DISTINCT c.remote_host) AS hosts
FROM sip_commands AS s
JOIN connections AS c ON c.connection = s.connection
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
GROUP BY 1, 2
ORDER BY hits DESC, method, user_agent
