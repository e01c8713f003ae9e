-- about: what passive fingerprinting made of the peer
SELECT connection, p0f_genre, p0f_detail, p0f_uptime, p0f_tos, p0f_dist, p0f_nat, p0f_fw
FROM p0fs
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY p0f
