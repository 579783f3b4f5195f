// How it looks: constructed style sheets, which a host's policy does not touch; light and dark as the host is now.
const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { display: block; box-sizing: border-box; margin: 8px 0 16px; overflow: hidden;
  --accent: var(--keyless-accent, light-dark(#0b61a4, #7cc4ff)); --ink: var(--keyless-ink, light-dark(#1b1f24, #edeff2));
  --panel: var(--keyless-panel, light-dark(#fff, #1b1f24)); --muted: light-dark(#5a636e, #a7b0ba); --rule: light-dark(#8a929b, #6f7985);
  --bad: light-dark(#b3261e, #ff9a91); --good: light-dark(#1f7a3a, #7bd88f); --system: light-dark(#00695c, #4fd1bd);
  --standalone: light-dark(#6a3fb5, #bfa2ff); --role: light-dark(#9a5b00, #f2b45c); }
:host([hidden]) { display: none; }
.panel { display: flex; flex-direction: column; height: 100%; box-sizing: border-box; border: 1px solid var(--rule); border-radius: 6px;
  background: var(--panel); color: var(--ink); font: 400 15px/23px var(--keyless-font, system-ui, sans-serif); }
.bar { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; padding: 6px 8px; border-bottom: 1px solid var(--rule); }
.bar p { flex: 1 1 12ch; margin: 0; color: var(--muted); font-size: 13px; line-height: 19px; }
button { min-height: 32px; padding: 4px 10px; border: 1px solid var(--rule); border-radius: 6px; background: none; color: inherit; font: 500 14px/20px system-ui, sans-serif; cursor: pointer; }
button[part=run] { background: var(--accent); color: var(--keyless-button-ink, light-dark(#fff, #14171b)); }
button:disabled { opacity: .6; cursor: default; }
button[aria-pressed=true] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
button:focus-visible, .body:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.body { flex: 1 1 0; min-height: 0; overflow: auto; padding: 8px; outline-offset: -2px !important; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; font: 400 14px/21px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
pre.error { color: var(--bad); }
ul { margin: 8px 0 0; padding: 0 0 0 20px; }
.changes { color: var(--good); }
.refused .changes { color: var(--bad); }
.note { margin: 0 0 8px; color: var(--muted); font-size: 13px; line-height: 19px; }
.line { color: var(--muted); margin-top: 8px; }
figure { margin: 0; }
svg { display: block; max-width: 100%; height: auto; font: 400 13px system-ui, sans-serif; fill: var(--ink); }
svg rect { fill: var(--panel); stroke: var(--rule); }
svg .system rect { stroke: var(--system); } svg .identity rect { stroke: var(--standalone); } svg .target rect { stroke: var(--role); }
svg .new > rect, svg .changed > rect { stroke-width: 2.5; } svg .gone { opacity: .5; } svg .gone > rect { stroke-dasharray: 4 3; }
svg .detail { fill: var(--muted); font-size: 11px; }
svg polyline { fill: none; stroke: var(--rule); } svg .grant { stroke: var(--role); } svg .carries { stroke: var(--system); }
iframe { display: block; width: 100%; height: 100%; border: 1px solid var(--rule); border-radius: 6px; box-sizing: border-box; color-scheme: normal; }
@media (pointer: coarse) { button { min-height: 44px; } }
@media print { .bar { display: none; } :host { height: auto !important; } .body { overflow: visible; } }
`);

function make(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** Relative luminance of what stands behind an element: 0 is black. Where nothing is painted, the canvas of the scheme. */
function brightness(element) {
  for (let it = element; it; it = it.parentElement) {
    const colour = getComputedStyle(it).backgroundColor.match(/[\d.]+/g)?.map(Number);
    if (colour && (colour[3] ?? 1) > 0.5) return (0.2126 * colour[0] + 0.7152 * colour[1] + 0.0722 * colour[2]) / 255;
  }
  const scheme = getComputedStyle(document.documentElement).colorScheme;
  const dark = scheme.includes('dark') && (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches);
  return dark ? 0 : 1;
}

const themed = new Set();
const themeOf = (host) => {
  const asked = host.getAttribute('theme') ?? keyless.options.theme;
  return asked === 'light' || asked === 'dark' ? asked : brightness(host.parentElement) < 0.5 ? 'dark' : 'light';
};
function retheme() {
  for (const [host, tell] of themed) {
    const theme = themeOf(host);
    if (host.style.colorScheme === theme) continue;
    host.style.colorScheme = theme;
    tell(theme);
  }
}
/** Keeps an element light or dark as the page around it, from now on. */
function follow(host, tell = () => {}) {
  themed.add([host, tell]);
  host.style.colorScheme = themeOf(host);
}
const themes = new MutationObserver(retheme);
for (const root of [document.documentElement, document.body]) themes.observe(root, { attributes: true, attributeFilter: ['class', 'style', 'data-theme', 'data-md-color-scheme'] });
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', retheme);
