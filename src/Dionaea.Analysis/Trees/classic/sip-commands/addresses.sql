-- about: addresses in SIP requests, by request
SELECT sip_command, sip_addr_type, sip_addr_display_name, sip_addr_uri_scheme, sip_addr_uri_user, sip_addr_uri_host, sip_addr_uri_port
FROM sip_addrs
WHERE sip_command IN
  (SELECT sip_command FROM sip_commands WHERE connection IN (SELECT value FROM json_each($connections)))
ORDER BY sip_addr
