-- about: captured samples
SELECT connection, download_md5_hash, download_url
FROM downloads
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY download
