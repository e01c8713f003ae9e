-- id: X02
-- title: Offers never downloaded
-- question: Which offered URLs were never downloaded?
-- population: all offers and all downloads
-- columns: {url: url, offers: count, downloads: count}
-- chart: {kind: bar, x: url, y: "offers downloads"}
-- notes:
--   - All URLs are listed, those with fewest downloads first. A redirect or another spelling makes an offer look unanswered.
SELECT o.url, o.offers,
       (SELECT COUNT(*) FROM downloads WHERE download_url = o.url)
       -- URLs stored as bytes sort last, so that the last one tells whether there are any.
       + CASE WHEN (SELECT typeof(MAX(download_url)) FROM downloads) = 'blob'
              THEN (SELECT COUNT(*) FROM downloads WHERE download_url = CAST(o.url AS BLOB))
              ELSE 0
         END AS downloads
FROM (
  SELECT CAST(offer_url AS TEXT) AS url, COUNT(*) AS offers
  FROM offers
  GROUP BY 1) AS o
ORDER BY downloads, o.offers DESC, o.url
