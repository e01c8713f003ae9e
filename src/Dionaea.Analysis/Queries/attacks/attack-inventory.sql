-- id: L04
-- title: Attack inventory
-- question: How many connections, offers, downloads and logins has each attack?
-- source: dionaea's documentation of log_sqlite (incidents by attack)
-- population: attacks, that is connections that are their own root
-- parameters: {from: 0, to: 9999999999}
-- columns: {root: connection, protocol: name, remote_host: host, children: count, offers: count, downloads: count, logins: count}
WITH r AS MATERIALIZED (
  SELECT connection, connection_protocol AS protocol, remote_host
  FROM connections
  WHERE (connection_root = connection OR connection_root IS NULL)
    AND connection_timestamp >= $from AND connection_timestamp < $to
), k AS (
  SELECT connection_root AS root, COUNT(*) - COUNT(CASE WHEN connection = connection_root THEN 1 END) AS n
  FROM connections
  WHERE connection_root IS NOT NULL
  GROUP BY connection_root
), o AS (
  SELECT c.connection_root AS root, COUNT(*) AS n
  FROM offers AS e
  JOIN connections AS c ON c.connection = e.connection
  GROUP BY c.connection_root
), d AS (
  SELECT c.connection_root AS root, COUNT(*) AS n
  FROM downloads AS e
  JOIN connections AS c ON c.connection = e.connection
  GROUP BY c.connection_root
), l AS (
  SELECT c.connection_root AS root, COUNT(*) AS n
  FROM logins AS e
  JOIN connections AS c ON c.connection = e.connection
  GROUP BY c.connection_root)
SELECT r.connection AS root, r.protocol, r.remote_host, COALESCE(k.n, 0) AS children, COALESCE(o.n, 0) AS offers,
       COALESCE(d.n, 0) AS downloads, COALESCE(l.n, 0) AS logins
FROM r
LEFT JOIN k ON k.root = r.connection
LEFT JOIN o ON o.root = r.connection
LEFT JOIN d ON d.root = r.connection
LEFT JOIN l ON l.root = r.connection
ORDER BY downloads DESC, offers DESC, r.connection
