-- id: J02
-- title: SIP via addresses
-- question: Which addresses do SIP clients claim?
-- source: Dionaea-sqlite-module 2014 (sipVIA)
-- population: Via headers of SIP requests
-- columns: {address: host, port: port, protocol: name, hits: count}
-- notes:
--   - A client writes what it likes here, private addresses too; these are not the remote hosts.
SELECT CAST(sip_via_address AS TEXT) AS address, sip_via_port AS port, CAST(sip_via_protocol AS TEXT) AS protocol,
       COUNT(*) AS hits
FROM sip_vias
GROUP BY 1, 2, 3
ORDER BY hits DESC, address, port, protocol
