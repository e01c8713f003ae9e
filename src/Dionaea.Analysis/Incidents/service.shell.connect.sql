-- title: A shell that shellcode connected to its owner
-- origins: [dionaea.service.shell.connect]
-- fields: {host: required, port: required}
INSERT INTO emu_services (connection, emu_service_url)
VALUES (
  $connection,
  'connectbackshell://'
    || CASE typeof($host) WHEN 'null' THEN 'None' WHEN 'blob' THEN 'b''' || CAST($host AS TEXT) || '''' ELSE $host END
    || ':'
    || CASE typeof($port) WHEN 'null' THEN 'None' WHEN 'blob' THEN 'b''' || CAST($port AS TEXT) || '''' ELSE $port END);
