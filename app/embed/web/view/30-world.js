// The world: a drawing made of boxes and lines, and the same as a list of sentences.
const SVG = 'http://www.w3.org/2000/svg';
const text = (value) => String(value ?? '');
const number = (value) => (Number.isFinite(value) ? value : 0);

function shape(name, attributes, ...children) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, text(value));
  made.append(...children.filter(Boolean));
  return made;
}

function drawnBox(node) {
  const [x, y, width, height] = node.place.map(number);
  // What holds others has its words at the top; of the rest they stand in the middle.
  const top = node.role === 'container' ? y + 17 : y + height / 2 + (node.detail ? -2 : 4);
  const words = [shape('text', { x: x + 10, y: top }, text(node.label))];
  if (node.detail) words.push(shape('text', { x: x + 10, y: top + 14, class: 'detail' }, text(node.detail)));
  const title = shape('title', {}, text(node.sentence));
  return shape('g', { class: `${node.role} ${node.change}` }, title, shape('rect', { x, y, width, height, rx: 6 }), ...words);
}

function drawnLine(edge) {
  const points = edge.points.map(([x, y]) => `${number(x)},${number(y)}`).join(' ');
  const [x, y, , height] = (edge.at ?? []).map(number);
  const label = edge.at && edge.label ? shape('text', { x: x + 4, y: y + height / 2 + 4, class: 'detail' }, text(edge.label)) : null;
  return shape('g', { class: edge.change }, shape('polyline', { points, class: edge.role }), label);
}

/** A figure of the world. */
function drawn(diagram) {
  const [width, height] = [number(diagram.width), number(diagram.height)];
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img', 'aria-label': 'World' });
  svg.append(...diagram.nodes.map(drawnBox), ...diagram.edges.map(drawnLine));
  const items = diagram.outline.map((it) => {
    const item = make('li', { textContent: it.change ? `${text(it.text)} (${it.change})` : text(it.text) });
    item.style.marginLeft = `${number(it.depth)}em`;
    return item;
  });
  const words = make('details', {}, make('summary', { textContent: 'World as text' }), make('ul', {}, ...items));
  return make('figure', {}, svg, words);
}
