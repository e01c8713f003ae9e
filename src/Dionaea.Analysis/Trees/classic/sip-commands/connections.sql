-- about: connection data of sessions offered by SIP, by request
SELECT sip_command, sip_sdp_connectiondata_nettype, sip_sdp_connectiondata_addrtype, sip_sdp_connectiondata_connection_address,
  sip_sdp_connectiondata_ttl, sip_sdp_connectiondata_number_of_addresses
FROM sip_sdp_connectiondatas
WHERE sip_command IN
  (SELECT sip_command FROM sip_commands WHERE connection IN (SELECT value FROM json_each($connections)))
ORDER BY sip_sdp_connectiondata
