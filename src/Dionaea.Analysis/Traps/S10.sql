-- id: S10
-- title: Downloads have no URL
-- of: downloads
-- at: [downloads.download_url]
-- holds: measured
-- consequence: "Samples that arrived in-band, as through DoublePulsar, have an empty URL; a list of URLs is then one blank row."
-- remedy: "The view captures shows NULL for it, and queries of download locations count it as in-band."
SELECT 'with an empty download_url' AS part,
       COUNT(*) FILTER (WHERE COALESCE(CAST(download_url AS TEXT), '') = '') AS found, COUNT(*) AS total
FROM downloads
