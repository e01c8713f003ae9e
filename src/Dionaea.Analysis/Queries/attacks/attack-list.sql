-- id: L01
-- title: Attack list
-- question: Which attacks were on a service, brought a sample, offered a URL?
-- source: readlogsqltree 2009 (options)
-- population: attacks, that is connections that are their own root
-- parameters:
--   from: 0
--   to: 9999999999
--   zone: UTC
--   protocol: {type: text, about: only attacks whose first connection is of this service}
--   md5: {type: text, about: only attacks that brought this sample}
--   url_like: {type: text, about: "only attacks that offered a URL of this pattern (SQL's LIKE, case ignored)"}
-- columns: {connection: connection, time: timestamp, type: name, protocol: name, remote_host: host, remote_port: port, local_port: port}
-- notes:
--   - Samples and offers are looked for in the whole attack, its shells and FTP connections too.
SELECT c.connection, CAST(floor(c.connection_timestamp) AS INTEGER) AS time, c.connection_type AS type,
       c.connection_protocol AS protocol, c.remote_host, c.remote_port, c.local_port
FROM connections AS c
WHERE (c.connection_root = c.connection OR c.connection_root IS NULL)
  AND c.connection_timestamp >= $from AND c.connection_timestamp < $to
  AND ($protocol IS NULL OR c.connection_protocol = $protocol)
  AND ($md5 IS NULL OR c.connection IN (
        SELECT k.connection_root
        FROM downloads AS d
        JOIN connections AS k ON k.connection = d.connection
        WHERE d.download_md5_hash = $md5 AND k.connection_root IS NOT NULL))
  AND ($url_like IS NULL OR c.connection IN (
        SELECT k.connection_root
        FROM offers AS o
        JOIN connections AS k ON k.connection = o.connection
        WHERE lower(CAST(o.offer_url AS TEXT)) LIKE lower($url_like) AND k.connection_root IS NOT NULL))
ORDER BY c.connection_timestamp, c.connection
