-- differs: >-
--   readlogsqltree looks for samples and offers on the first connection only, so it misses attacks that brought them
--   through a shell or an FTP connection, which is most of those that did.
SELECT c.connection, CAST(floor(c.connection_timestamp) AS INTEGER) AS time, c.connection_type AS type,
       c.connection_protocol AS protocol, c.remote_host, c.remote_port, c.local_port
FROM connections AS c
WHERE (c.connection_root = c.connection OR c.connection_root IS NULL)
  AND c.connection_timestamp >= $from AND c.connection_timestamp < $to
  AND ($protocol IS NULL OR c.connection_protocol = $protocol)
  AND ($md5 IS NULL OR c.connection IN (SELECT d.connection FROM downloads AS d WHERE d.download_md5_hash = $md5 AND d.connection IS NOT NULL))
  AND ($url_like IS NULL OR c.connection IN (
        SELECT o.connection FROM offers AS o WHERE lower(CAST(o.offer_url AS TEXT)) LIKE lower($url_like) AND o.connection IS NOT NULL))
ORDER BY c.connection_timestamp, c.connection
