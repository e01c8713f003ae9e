-- title: The operating system of a remote end, as p0f takes it to be
-- origins: [dionaea.modules.python.p0f]
-- fields:
--   genre: required
--   link: required
--   detail: required
--   uptime: required
--   tos: required
--   dist: required
--   nat: required
--   fw: required
INSERT INTO p0fs (connection, p0f_genre, p0f_link, p0f_detail, p0f_uptime, p0f_tos, p0f_dist, p0f_nat, p0f_fw)
VALUES ($connection, $genre, $link, $detail, $uptime, $tos, $dist, $nat, $fw);
