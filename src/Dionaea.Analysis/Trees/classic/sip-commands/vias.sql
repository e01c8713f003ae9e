-- about: the ways that SIP requests took, by request
SELECT sip_command, sip_via_protocol, sip_via_address, sip_via_port
FROM sip_vias
WHERE sip_command IN
  (SELECT sip_command FROM sip_commands WHERE connection IN (SELECT value FROM json_each($connections)))
ORDER BY sip_via
