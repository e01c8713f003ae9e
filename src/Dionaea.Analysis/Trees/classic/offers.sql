-- about: URLs offered for download
SELECT connection, offer_url
FROM offers
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY offer
