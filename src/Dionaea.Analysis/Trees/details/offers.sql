-- about: URLs offered for download
-- place: 160
-- mark: payload
-- line: "offered {url}"
-- columns: {url: url}
SELECT connection, offer_url
FROM offers
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY offer
