-- id: N02
-- title: NBNS names
-- question: Which NetBIOS names are asked for, and how many of them are WPAD?
-- source: the cowrie/dionaea fork 2025
-- population: all NBNS queries
-- parameters: {limit: 50}
-- columns: {name: text, is_wpad: number, hits: count}
-- chart: {kind: bar, x: name, y: hits}
-- notes:
--   - Only the fork stores NBNS queries; other files have no rows.
SELECT CAST(nbns_query_name AS TEXT) AS name, nbns_query_is_wpad AS is_wpad, COUNT(*) AS hits
FROM nbns_queries
GROUP BY 1, 2
ORDER BY hits DESC, name, is_wpad
LIMIT $limit
