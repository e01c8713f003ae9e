-- id: N01
-- title: HTTP requests
-- question: Which paths are requested most?
-- source: the cowrie/dionaea fork 2025
-- population: HTTP requests whose connection is stored
-- parameters: {limit: 50}
-- columns: {method: name, path: text, hits: count, hosts: count}
-- chart: {kind: bar, x: path, y: hits, series: method}
-- notes:
--   - Only the fork stores HTTP requests; other files have no rows.
SELECT CAST(h.http_request_method AS TEXT) AS method, CAST(h.http_request_path AS TEXT) AS path, COUNT(*) AS hits,
       COUNT(DISTINCT c.remote_host) AS hosts
FROM http_requests AS h
JOIN connections AS c ON c.connection = h.connection
GROUP BY 1, 2
ORDER BY hits DESC, method, path
LIMIT $limit
