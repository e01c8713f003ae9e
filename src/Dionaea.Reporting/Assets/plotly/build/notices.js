'use strict';

// Prints the licence of every package that put bytes into the bundle, from esbuild's metafile.
const fs = require('fs');
const path = require('path');

const { outputs } = JSON.parse(fs.readFileSync(process.argv[2], 'utf8'));
const bytes = new Map();
for (const output of Object.values(outputs)) {
  for (const [file, { bytesInOutput }] of Object.entries(output.inputs)) {
    const found = file.match(/^.*node_modules\/((@[^/]+\/)?[^/]+)/);
    if (found && bytesInOutput > 0 && file.endsWith('.js')) bytes.set(found[0].replace(/^.*?node_modules\//, 'node_modules/'), found[1]);
  }
}

// MIT asks for its text beside every copy; a package that only names it gets it from plotly.js's own file.
const mit = fs
  .readFileSync('node_modules/plotly.js/LICENSE', 'utf8')
  .replace(/^[\s\S]*?(?=Permission is hereby granted)/, '')
  .trim();

const texts = new Map();
for (const [folder, name] of [...bytes].sort()) {
  const about = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = fs.readdirSync(folder).filter((entry) => /^licen[cs]e(\.|-|$)/i.test(entry)).sort()[0];
  const author = typeof about.author === 'object' ? about.author.name : about.author;
  const text = file
    ? fs.readFileSync(path.join(folder, file), 'utf8').replace(/\r/g, '').trim()
    : `The package carries no licence file; it declares "${about.license}"${author ? `, by ${author.replace(/\s*[<(].*/, '')}` : ''}.` +
      (about.license === 'MIT' ? `\n\n${mit}` : '');
  texts.set(text, [...(texts.get(text) ?? []), `${name} ${about.version} (${about.license})`]);
}

console.log('plotly.min.js holds code of these packages, under the licences that follow each.');
for (const [text, names] of texts) {
  console.log(`\n${'-'.repeat(78)}\n${names.join('\n')}\n\n${text}`);
}
