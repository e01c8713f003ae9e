-- id: C05
-- title: Autonomous systems
-- question: From which networks come most connections?
-- source: T-Pot dashboard 2017
-- population: connections of any type but listen, from hosts whose network is known
-- parameters: {from: 0, to: 9999999999, limit: 10}
-- columns: {asn: number, as_org: text, hits: count, hosts: count}
-- chart: {kind: bar, x: as_org, y: hits}
-- notes:
--   - Needs an AS file under 'geo' in conf/workbench.yaml; without one there are no rows.
--   - A network whose owner is written in two ways stands twice, as on T-Pot's dashboard.
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
  SELECT geo_asn(host) AS asn, geo_as_org(host) AS as_org, hits
  FROM n)
SELECT asn, as_org, SUM(hits) AS hits, COUNT(*) AS hosts
FROM g
WHERE asn IS NOT NULL
GROUP BY asn, as_org
ORDER BY hits DESC, asn, as_org
LIMIT $limit
