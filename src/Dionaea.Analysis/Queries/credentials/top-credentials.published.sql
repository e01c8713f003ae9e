-- differs: >-
--   The query of 2011 groups by user name and password written together: 'ab' and 'c' count with 'a' and 'bc', and all
--   pairs in which one part is missing form one group that counts 0. Names and service are those of one login of the
--   group, whichever SQLite takes; here the first. It knows no window.
-- source: S. Barbeau 2011 through Dionaea-sqlite-module
-- parameters: {limit: 50}
WITH n AS (
  SELECT CAST(l.login_username AS TEXT) || CAST(l.login_password AS TEXT) AS pair, MIN(l.login) AS first,
         COUNT(CAST(l.login_username AS TEXT) || CAST(l.login_password AS TEXT)) AS hits
  FROM logins AS l
  JOIN connections AS c ON c.connection = l.connection
  GROUP BY 1)
SELECT CAST(l.login_username AS TEXT) AS username, CAST(l.login_password AS TEXT) AS password,
       c.connection_protocol AS service, n.hits
FROM n
JOIN logins AS l ON l.login = n.first
JOIN connections AS c ON c.connection = l.connection
ORDER BY n.hits DESC, username, password, service
LIMIT $limit
