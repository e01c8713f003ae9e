-- title: An URL that a file was offered at
-- origins: [dionaea.download.offer]
-- fields: {url: required bytes:httpd|mysqld}
INSERT INTO offers (connection, offer_url)
VALUES ($connection, $url);
