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
  --legal-comments=none --log-level=warning --metafile=meta.json --outfile=bundle.js
node notices.js meta.json > NOTICES.txt
if grep -q '\*/' NOTICES.txt; then
  echo 'build.sh: a licence text ends the comment that carries it' >&2
  exit 1
fi
# A page that carries the code is a copy of it: the licences travel with it.
{
  printf '/*!\n'
  cat node_modules/plotly.js/LICENSE
  printf '\n'
  cat NOTICES.txt
  printf '*/\n'
  cat bundle.js
} > plotly.min.js
if grep -qi '</script\|<!--' plotly.min.js; then
  echo 'build.sh: the bundle holds markup that would break the page that carries it' >&2
  exit 1
fi
cp plotly.min.js NOTICES.txt "$here/.."
cp node_modules/plotly.js/LICENSE "$here/.."
