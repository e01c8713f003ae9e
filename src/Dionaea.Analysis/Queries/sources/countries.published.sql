-- differs: >-
--   DionaeaFR's two pies show seven countries, then Others, Reserved and Unknown, of all time and of IPv4 alone; an
--   address that is none, a listener's empty one among them, is Unknown. Its count of hosts is too high: the busiest host
--   of a country, where it should add 1, adds its number of connections. Hosts include those of outgoing and listening
--   connections, connections only outgoing ones. The source names countries where this shows codes, and chooses seven
--   for each pie; these are those of its first.
-- source: DionaeaFR 2012
-- population: connections from IPv4 addresses
-- parameters: {}
-- chart: {kind: donut, x: country, y: hits}
WITH h AS (
  SELECT remote_host AS host, COUNT(*) AS every, SUM(CASE WHEN connection_type <> 'listen' THEN 1 ELSE 0 END) AS hits
  FROM connections
  WHERE remote_host NOT LIKE '%:%'
  GROUP BY remote_host
), n AS (
  SELECT CASE WHEN host NOT LIKE '%.%.%.%' THEN 'Unknown'
              WHEN host LIKE '0.%' OR host LIKE '10.%' OR host LIKE '127.%' OR host LIKE '169.254.%' OR host LIKE '192.0.0.%'
                OR host LIKE '192.0.2.%' OR host LIKE '192.88.99.%' OR host LIKE '192.168.%' OR host LIKE '198.14.%'
                OR host LIKE '198.15.%' OR host LIKE '198.51.100.%' OR host LIKE '203.0.113.%'
                OR host LIKE '23_.%' OR host LIKE '24_.%' OR host LIKE '25_.%' OR (host LIKE '22_.%' AND substr(host, 3, 1) >= '4')
                OR host LIKE '172.2_.%' OR host LIKE '172.30.%' OR host LIKE '172.31.%' OR (host LIKE '172.1_.%' AND substr(host, 6, 1) >= '6')
                OR (host LIKE '100.__.%' AND substr(host, 5, 2) >= '64') OR (host LIKE '100.1__.%' AND substr(host, 5, 3) <= '127')
              THEN 'Reserved'
              ELSE COALESCE(geo_country(host), 'Unknown') END AS country,
         CASE WHEN host <> '' THEN every END AS every, hits
  FROM h
), g AS (
  SELECT country, SUM(hits) AS hits, COALESCE(MAX(every) + COUNT(every) - 1, 0) AS hosts,
         CASE country WHEN 'Reserved' THEN 1 WHEN 'Unknown' THEN 2 ELSE 0 END AS part
  FROM n
  GROUP BY country
), r AS (
  SELECT country, hits, hosts, part, ROW_NUMBER() OVER (PARTITION BY part ORDER BY hits DESC, country) AS place
  FROM g
), s AS (
  SELECT CASE WHEN part = 0 AND place > 7 THEN 'Others' ELSE country END AS country, hits, hosts,
         CASE WHEN part > 0 THEN 8 + part WHEN place > 7 THEN 8 ELSE place END AS place
  FROM r)
SELECT country, SUM(hits) AS hits, SUM(hosts) AS hosts
FROM s
GROUP BY country, place
ORDER BY place
