'use strict';

(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const fit = (layout, width) => {
    const fitted = { ...layout, autosize: true };
    delete fitted.width;
    if (width < 520) fitted.font = { ...fitted.font, size: 10 };
    return fitted;
  };

  // Paper is narrower than the screen: with a view box the picture shrinks by style alone, without being redrawn.
  const box = (place) => {
    const container = place.querySelector('.svg-container');
    if (!container) return;
    const width = container.clientWidth || parseFloat(container.style.width);
    const height = container.clientHeight || parseFloat(container.style.height);
    container.style.setProperty('aspect-ratio', `${width} / ${height}`);
    for (const picture of all('.main-svg', container)) picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
  };

  // plotly.js takes a map's outlines from here before it asks the network.
  const outlines = document.getElementById('outlines');
  if (outlines) window.PlotlyGeoAssets = { topojson: { world_110m: JSON.parse(outlines.textContent) } };

  // The world is twice as wide as high: on a narrow screen a high map would be mostly blank.
  const heightOf = (figure, width) => {
    const { geo, margin } = figure.layout;
    return geo ? Math.min(figure.height, Math.round(width * 0.5) + margin.t + margin.b) : figure.height;
  };

  const fail = (place, error) => {
    place.textContent = 'This chart could not be drawn; its table is below.';
    console.error(error);
  };

  const draw = (place) => {
    if (place.dataset.drawn) return;
    place.dataset.drawn = 'yes';
    const figure = JSON.parse(place.parentElement.querySelector('script').textContent);
    const layout = fit(figure.layout, place.clientWidth);
    layout.height = heightOf(figure, place.clientWidth);
    place.style.minHeight = `${layout.height}px`;
    Plotly.newPlot(place, figure.data, layout, { displayModeBar: false, responsive: true, scrollZoom: false })
      .catch((error) => fail(place, error));
    place.on('plotly_afterplot', () => box(place));
    box(place);
  };

  const places = all('.plot');
  const next = () => {
    const place = places.find((candidate) => !candidate.dataset.drawn);
    if (!place) {
      document.documentElement.dataset.ready = 'yes';
      return;
    }
    try {
      draw(place);
    } catch (error) {
      fail(place, error);
    }
    setTimeout(next, 0);
  };

  const value = (row, column) => {
    const cell = row.cells[column];
    if (cell.dataset.v !== undefined) return Number(cell.dataset.v);
    return cell.querySelector('i') ? null : cell.textContent;
  };

  // Numbers before texts, nothing at the end in either direction.
  const compare = (a, b) => {
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return a < b ? -1 : a > b ? 1 : 0;
  };

  const sort = (table, heads, column) => {
    const head = heads[column];
    const first = head.classList.contains('n') ? 'descending' : 'ascending';
    const second = first === 'ascending' ? 'descending' : 'ascending';
    const order = head.getAttribute('aria-sort') === first ? second : first;
    for (const other of heads) other.setAttribute('aria-sort', other === head ? order : 'none');
    const sign = order === 'ascending' ? 1 : -1;
    const rows = [...table.tBodies[0].rows].map((row) => [value(row, column), row]);
    rows.sort(([a], [b]) => (a === null || b === null ? (a === null) - (b === null) : sign * compare(a, b)));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };

  const button = (label, press) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', press);
    return made;
  };

  for (const table of all('.table table')) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => head.replaceChildren(button(head.textContent, () => sort(table, heads, column))));

    const rows = table.tBodies[0].rows.length;
    const first = Number(table.dataset.first);
    if (!first || rows <= first) continue;
    table.classList.add('cut');
    const more = document.createElement('p');
    more.className = 'more';
    more.append(`${first} of ${rows.toLocaleString('en-US')} rows shown. `);
    more.append(button('Show all', () => {
      table.classList.remove('cut');
      more.remove();
      table.parentElement.focus();
    }));
    table.parentElement.after(more);
  }

  const notebook = document.getElementById('notebook');
  document.getElementById('save-notebook').addEventListener('click', () => {
    const text = notebook.textContent.replace(/\\(u003c|[^])/g, (whole, escape) => (escape === 'u003c' ? '<' : whole));
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'application/x-ipynb+json' }));
    link.download = notebook.dataset.name;
    link.click();
    URL.revokeObjectURL(link.href);
  });

  addEventListener('beforeprint', () => places.forEach(draw));

  next();
})();
