-- differs: >-
--   DionaeaFR's two pies show the seven largest countries, then Others, Reserved and Unknown, of all time and of IPv4
--   alone; addresses that are none, a listener's empty one among them, are Unknown. Its count of hosts is too high: the
--   busiest host of a country, where it should add 1, adds its number of connections. That count includes listeners'
--   peers, the other does not. The source names countries where this shows codes.
-- source: DionaeaFR 2012
-- population: connections from IPv4 addresses
-- parameters: {}
WITH h AS (
  SELECT remote_host AS host, COUNT(*) AS every, SUM(CASE WHEN connection_type <> 'listen' THEN 1 ELSE 0 END) AS hits
  FROM connections
  GROUP BY remote_host
), n AS (
  SELECT CASE WHEN host NOT LIKE '%.%.%.%' THEN 'Unknown'
              WHEN host LIKE '0.%' OR host LIKE '10.%' OR host LIKE '127.%' OR host LIKE '169.254.%' OR host LIKE '192.0.0.%'
                OR host LIKE '192.0.2.%' OR host LIKE '192.88.99.%' OR host LIKE '192.168.%' OR host LIKE '198.14.%'
                OR host LIKE '198.15.%' OR host LIKE '198.51.100.%' OR host LIKE '203.0.113.%'
                OR host LIKE '22_.%' AND substr(host, 3, 1) >= '4' OR host LIKE '23_.%' OR host LIKE '24_.%' OR host LIKE '25_.%'
                OR host LIKE '172.1_.%' AND substr(host, 6, 1) >= '6' OR host LIKE '172.2_.%' OR host LIKE '172.30.%' OR host LIKE '172.31.%'
                OR host LIKE '100.__.%' AND substr(host, 5, 2) >= '64' OR host LIKE '100.1__.%' AND substr(host, 5, 3) <= '127' THEN 'Reserved'
              ELSE COALESCE(geo_country(host), 'Unknown') END AS country,
         host, every, hits
  FROM h
  WHERE host NOT LIKE '%:%'
), g AS (
  SELECT country, SUM(hits) AS hits,
         COALESCE(MAX(CASE WHEN host <> '' THEN every END) - 1, 0) + SUM(CASE WHEN host <> '' THEN 1 ELSE 0 END) AS hosts
  FROM n
  GROUP BY country
), r AS (
  SELECT country, hits, hosts,
         CASE country WHEN 'Reserved' THEN 9 WHEN 'Unknown' THEN 10
              ELSE ROW_NUMBER() OVER (PARTITION BY country IN ('Reserved', 'Unknown') ORDER BY hits DESC, country) END AS place
  FROM g
), s AS (
  SELECT CASE WHEN place = 8 OR place > 10 OR place > 8 AND country NOT IN ('Reserved', 'Unknown') THEN 'Others' ELSE country END AS country,
         CASE WHEN place = 8 OR place > 10 OR place > 8 AND country NOT IN ('Reserved', 'Unknown') THEN 8 ELSE place END AS place, hits, hosts
  FROM r)
SELECT country, SUM(hits) AS hits, SUM(hosts) AS hosts
FROM s
GROUP BY country, place
ORDER BY place
