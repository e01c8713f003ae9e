-- id: X02
-- title: Offers never downloaded
-- question: Which offered URLs were never downloaded?
-- population: all offers and all downloads
-- columns: {url: url, offers: count, downloads: count}
-- chart: {kind: bar, x: url, y: "offers downloads"}
-- notes:
--   - All URLs are listed, those with fewest downloads first. A redirect or another spelling makes an offer look unanswered.
WITH o AS (
  SELECT CAST(offer_url AS TEXT) AS url, COUNT(*) AS offers
  FROM offers
  GROUP BY 1
), d AS (
  SELECT CAST(download_url AS TEXT) AS url, COUNT(*) AS downloads
  FROM downloads
  GROUP BY 1)
SELECT o.url, o.offers, COALESCE(d.downloads, 0) AS downloads
FROM o
LEFT JOIN d ON d.url = o.url
ORDER BY downloads, offers DESC, o.url
