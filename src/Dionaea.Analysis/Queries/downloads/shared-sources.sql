-- id: X07
-- title: Shared sources of samples
-- question: Which samples came from the same hosts?
-- population: pairs of samples whose connections are stored
-- columns: {md5_a: hash, md5_b: hash, hosts: count}
-- notes:
--   - Polymorphic worms give each sample a hash of its own, and so a great many pairs.
WITH p AS MATERIALIZED (
  SELECT DISTINCT CAST(d.download_md5_hash AS TEXT) AS md5,
         CASE WHEN c.remote_host LIKE '::ffff:%' THEN substr(c.remote_host, 8) ELSE c.remote_host END AS host
  FROM downloads AS d
  JOIN connections AS c ON c.connection = d.connection)
SELECT a.md5 AS md5_a, b.md5 AS md5_b, COUNT(*) AS hosts
FROM p AS a
JOIN p AS b ON b.host = a.host AND b.md5 > a.md5
GROUP BY a.md5, b.md5
ORDER BY hosts DESC, md5_a, md5_b
