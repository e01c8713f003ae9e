-- id: X01
-- title: Capture funnel
-- question: How many inbound connections reach bind, request, shellcode, offer and download?
-- population: inbound connections without a parent, with all that follows from them
-- parameters: {from: 0, to: 9999999999}
-- columns: {ord: number, stage: name, attacks: count, hosts: count}
-- chart: {kind: bar, x: stage, y: "attacks hosts"}
-- notes:
--   - A stage need not follow the one before; payloads that come in-band skip shellcode and offer.
WITH i AS MATERIALIZED (
  SELECT connection, remote_host
  FROM connections
  WHERE (connection_type IN ('accept', 'reject', 'pending')
         OR (connection_type = 'connect' AND connection_transport = 'udp'))
    AND connection_parent IS NULL
    AND connection_timestamp >= $from AND connection_timestamp < $to
), e AS (
  SELECT 2 AS ord, connection FROM dcerpcbinds
  UNION
  SELECT 3, connection FROM dcerpcrequests
  UNION
  SELECT 4, connection FROM emu_profiles
  UNION
  SELECT 5, connection FROM offers
  UNION
  SELECT 6, connection FROM downloads
), m AS (
  SELECT DISTINCT e.ord, r.connection, r.remote_host
  FROM e
  JOIN connections AS k ON k.connection = e.connection
  JOIN connections AS r ON r.connection = k.connection_root
  WHERE (r.connection_type IN ('accept', 'reject', 'pending')
         OR (r.connection_type = 'connect' AND r.connection_transport = 'udp'))
    AND r.connection_parent IS NULL
    AND r.connection_timestamp >= $from AND r.connection_timestamp < $to
), n AS (
  SELECT 1 AS ord, COUNT(*) AS attacks, COUNT(DISTINCT remote_host) AS hosts
  FROM i
  UNION ALL
  SELECT ord, COUNT(*), COUNT(DISTINCT remote_host)
  FROM m
  GROUP BY ord
), s AS (
  SELECT 1 AS ord, 'inbound' AS stage
  UNION ALL
  SELECT 2, 'rpc bind'
  UNION ALL
  SELECT 3, 'rpc request'
  UNION ALL
  SELECT 4, 'shellcode'
  UNION ALL
  SELECT 5, 'offer'
  UNION ALL
  SELECT 6, 'download')
SELECT s.ord, s.stage, COALESCE(n.attacks, 0) AS attacks, COALESCE(n.hosts, 0) AS hosts
FROM s
LEFT JOIN n ON n.ord = s.ord
ORDER BY s.ord
