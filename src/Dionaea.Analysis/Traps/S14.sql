-- id: S14
-- title: Links between connections disagree
-- of: connections
-- at: [connections.connection_root, connections.connection_parent, "*.root"]
-- holds: measured
-- consequence: "A crash between two writes leaves a child its own root, or a link to a row that is gone: trees by root and by parent differ."
-- remedy: "The view attacks goes by the root alone, and takes a connection without one for its own attack."
WITH links AS MATERIALIZED (
  SELECT COUNT(*) AS total,
         COUNT(*) FILTER (WHERE connection_parent IS NOT NULL AND connection_root = connection) AS lost,
         COUNT(*) FILTER (WHERE connection_parent IS NULL AND connection_root <> connection) AS adopted,
         COUNT(*) FILTER (WHERE connection_root IS NULL) AS rootless,
         COUNT(*) FILTER (WHERE connection_parent = connection) AS own
  FROM connections),
children AS MATERIALIZED (
  SELECT COUNT(*) FILTER (WHERE r.connection IS NULL) AS orphaned,
         COUNT(*) FILTER (WHERE r.connection_root <> r.connection) AS chained
  FROM connections AS c
  LEFT JOIN connections AS r ON r.connection = c.connection_root
  WHERE c.connection_root <> c.connection)
SELECT 'their own root, though they have a parent' AS part, lost AS found, total FROM links
UNION ALL
SELECT 'without a parent, though another is their root', adopted, total FROM links
UNION ALL
SELECT 'without a root', rootless, total FROM links
UNION ALL
SELECT 'their own parent', own, total FROM links
UNION ALL
SELECT 'with a root that is gone', orphaned, total FROM children, links
UNION ALL
SELECT 'with a root that is not its own root', chained, total FROM children, links
UNION ALL
SELECT 'with a parent that is gone', COUNT(*), (SELECT total FROM links)
FROM connections AS c
WHERE c.connection_parent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM connections AS p WHERE p.connection = c.connection_parent)
