-- about: what passive fingerprinting made of the peer
-- place: 10
-- line: "system {genre}[ {detail}][, {distance} hops away]"
-- columns: {genre: text, detail: text, distance: number}
SELECT connection, p0f_genre, p0f_detail, NULLIF(p0f_dist, -1)
FROM p0fs
WHERE connection IN (SELECT value FROM json_each($connections))
ORDER BY p0f
