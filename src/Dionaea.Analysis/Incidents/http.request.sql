-- title: An HTTP request (the maintained fork, since 2025)
-- origins: [dionaea.modules.python.http.request]
-- fields: {method: required, path: required, version: required, headers: required, body: required}
CREATE TABLE IF NOT EXISTS http_requests (
  http_request INTEGER PRIMARY KEY,
  connection INTEGER,
  http_request_method TEXT,
  http_request_path TEXT,
  http_request_version TEXT,
  http_request_headers TEXT,
  http_request_body TEXT
);

INSERT INTO http_requests (
  connection, http_request_method, http_request_path, http_request_version, http_request_headers, http_request_body)
VALUES ($connection, $method, $path, $version, $headers, $body);
