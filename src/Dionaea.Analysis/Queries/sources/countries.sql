-- id: C03
-- title: Countries
-- question: From which countries come connections and hosts?
-- source: DionaeaFR 2012, T-Pot 2017
-- population: connections of any type but listen, with a remote host
-- parameters: {from: 0, to: 9999999999}
-- columns: {country: name, hits: count, hosts: count}
-- chart: {kind: choropleth, x: country, y: hits}
-- notes:
--   - Needs a country or city file under 'geo' in conf/workbench.yaml; without one every country is 'unknown'.
--   - Where an address is registered changes; the answer names the file's date.
WITH h AS (
  SELECT remote_host AS host, COUNT(*) AS hits
  FROM connections
  WHERE connection_type <> 'listen' AND remote_host <> ''
    AND connection_timestamp >= $from AND connection_timestamp < $to
  GROUP BY remote_host
), n AS (
  SELECT CASE WHEN host LIKE '::ffff:%' THEN substr(host, 8) ELSE host END AS host, SUM(hits) AS hits
  FROM h
  GROUP BY 1
), g AS (
  SELECT COALESCE(geo_country(host), 'unknown') AS country, hits
  FROM n)
SELECT country, SUM(hits) AS hits, COUNT(*) AS hosts
FROM g
GROUP BY country
ORDER BY hits DESC, country
