-- title: A shell that shellcode bound to a port
-- origins: [dionaea.service.shell.listen]
-- fields: {port: required}

-- The URL is made by Python's str(): None is a word, bytes show their quotes.
INSERT INTO emu_services (connection, emu_service_url)
VALUES (
  $connection,
  'bindshell://' || CASE typeof($port) WHEN 'null' THEN 'None' WHEN 'blob' THEN 'b''' || CAST($port AS TEXT) || '''' ELSE $port END);
