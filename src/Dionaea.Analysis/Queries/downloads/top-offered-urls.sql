-- id: D03
-- title: Top offered URLs
-- question: Which URLs were offered most?
-- source: DionaeaFR 2012, mhn-splunk
-- population: all offers
-- parameters: {limit: 10}
-- columns: {url: url, hits: count}
-- chart: {kind: bar, x: url, y: hits}
SELECT CAST(offer_url AS TEXT) AS url, COUNT(*) AS hits
FROM offers
GROUP BY 1
ORDER BY hits DESC, url
LIMIT $limit
