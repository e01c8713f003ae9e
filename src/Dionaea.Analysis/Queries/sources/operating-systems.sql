-- id: C10
-- title: Operating systems
-- question: Which systems attack, by their TCP fingerprints?
-- source: InfoSanity 2010 (dionaea with p0f), readlogsqltree 2009
-- population: p0f fingerprints whose connection is stored
-- parameters: {from: 0, to: 9999999999}
-- columns: {os: text, version: text, hosts: count, fingerprints: count}
-- chart: {kind: bar, x: os, y: hosts, series: version}
-- notes:
--   - Only sensors with the p0f handler have fingerprints; it speaks the protocol of p0f 2.
SELECT CAST(p.p0f_genre AS TEXT) AS os, CAST(p.p0f_detail AS TEXT) AS version,
       COUNT(DISTINCT c.remote_host) AS hosts, COUNT(*) AS fingerprints
FROM p0fs AS p
JOIN connections AS c ON c.connection = p.connection
WHERE c.connection_timestamp >= $from AND c.connection_timestamp < $to
GROUP BY 1, 2
ORDER BY hosts DESC, fingerprints DESC, os, version
