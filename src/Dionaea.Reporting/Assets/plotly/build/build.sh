#!/bin/sh
# Makes ../plotly.min.js, ../LICENSE and ../NOTICES.txt from npm's plotly.js at the version in package.json.
# Needs node, npm and the registry that npm is set up for. Usage: build.sh [FOLDER-WITH-node_modules]
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here/package.json" "$here/index.js" "$here/notices.js" "$work"
cd "$work"
if [ $# -gt 0 ]; then
  ln -s "$1/node_modules" node_modules
else
  npm install --no-package-lock --no-audit --no-fund --silent
fi
node_modules/.bin/esbuild index.js --bundle --minify --format=iife --global-name=Plotly \
  --define:global=window --define:define.amd=false --target=es2020 --charset=ascii \
  --legal-comments=none --log-level=warning --metafile=meta.json --outfile=plotly.min.js
if grep -qi '</script' plotly.min.js; then
  echo 'build.sh: the bundle holds a script end and would break the page that carries it' >&2
  exit 1
fi
node notices.js meta.json > NOTICES.txt
cp plotly.min.js NOTICES.txt "$here/.."
cp node_modules/plotly.js/LICENSE "$here/.."
