-- id: S6
-- title: Addresses are empty or IPv4-mapped
-- of: connections
-- at: ["*.remote_host", "*.local_host"]
-- holds: measured
-- consequence: "Listeners and unresolved peers have no remote address, and one host can stand as a.b.c.d and as ::ffff:a.b.c.d: it would count twice, and the empty one as a host."
-- remedy: "The views' attacker and sensor drop the ::ffff: and show an empty attacker as NULL, which no count of hosts includes."
SELECT 'with an empty remote_host' AS part, COUNT(*) AS found, (SELECT COUNT(*) FROM connections) AS total
FROM connections WHERE remote_host = '' OR remote_host IS NULL
UNION ALL
SELECT 'with an IPv4-mapped remote_host', COUNT(*), (SELECT COUNT(*) FROM connections)
FROM connections WHERE remote_host LIKE '::ffff:%'
UNION ALL
SELECT 'with an IPv4-mapped local_host', COUNT(*), (SELECT COUNT(*) FROM connections)
FROM connections WHERE local_host LIKE '::ffff:%'
