-- about: NetBIOS name queries, which the fork stores
-- place: 30
-- line: "NetBIOS query for {name}[ ({suffix})]"
-- columns: {name: text, suffix: text}
SELECT connection, CAST(nbns_query_name AS TEXT), CAST(nbns_query_suffix_name AS TEXT)
FROM nbns_queries
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY nbns_query
