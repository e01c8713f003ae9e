-- title: A captured file
-- origins: [dionaea.download.complete.hash]
-- fields: {url: required, md5hash: required}
INSERT INTO downloads (connection, download_url, download_md5_hash)
VALUES ($connection, $url, $md5hash);
