-- id: S13
-- title: A distinct MD5 is not a distinct malware
-- of: downloads
-- at: ["*.download_md5_hash", "*.md5"]
-- holds: measured
-- consequence: "Polymorphic worms and captures cut at different lengths give one malware many MD5s."
-- remedy: "Queries call the figure distinct MD5s and never count malware."
SELECT 'distinct MD5s' AS part, COUNT(DISTINCT CAST(download_md5_hash AS TEXT)) AS found, COUNT(*) AS total
FROM downloads
