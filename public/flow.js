// The authentication flow: one step at a time, forth and back, or by itself. Without it all steps stand below each other.

const root = document.querySelector('[data-flow]');
const sections = [...root.querySelectorAll('section[data-step]')];
const arrows = [...root.querySelectorAll('svg [data-step]')];
const links = [...root.querySelectorAll('[data-to]')];
const find = (name) => root.querySelector(`[data-${name}]`);
const [bar, back, next, play, status] = ['bar', 'back', 'next', 'play', 'status'].map(find);
const PAUSE_MS = 6000;
const playText = play.textContent;
let step = 0;
let timer = 0;

const show = (wanted) => {
  step = Math.min(Math.max(wanted, 1), sections.length);
  for (const section of sections) section.hidden = Number(section.dataset.step) !== step;
  for (const arrow of arrows) {
    const own = Number(arrow.dataset.step);
    arrow.dataset.when = own < step ? 'past' : own === step ? 'now' : 'later';
  }
  for (const link of links) {
    if (Number(link.dataset.to) === step) link.setAttribute('aria-current', 'step');
    else link.removeAttribute('aria-current');
  }
  back.setAttribute('aria-disabled', String(step === 1));
  next.setAttribute('aria-disabled', String(step === sections.length));
  status.textContent = sections[step - 1].querySelector('h2').textContent;
  history.replaceState(null, '', `#step-${step}`);
};

const stop = () => {
  clearInterval(timer);
  timer = 0;
  play.textContent = playText;
};
const go = (wanted) => {
  stop();
  show(wanted);
};

back.addEventListener('click', () => go(step - 1));
next.addEventListener('click', () => go(step + 1));
play.addEventListener('click', () => {
  if (timer) return stop();
  // From the end it begins anew.
  show(step === sections.length ? 1 : step + 1);
  play.textContent = play.dataset.pause;
  timer = setInterval(() => {
    show(step + 1);
    if (step === sections.length) stop();
  }, PAUSE_MS);
});
bar.addEventListener('keydown', (event) => {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  go(step + by);
});
for (const link of links) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    go(Number(link.dataset.to));
  });
}
// An arrow of the picture leads to its step, too.
for (const arrow of arrows) arrow.addEventListener('click', () => go(Number(arrow.dataset.step)));

const kinds = [...root.querySelectorAll('[data-only]')];
for (const kind of kinds) {
  kind.addEventListener('click', () => {
    root.dataset.shows = kind.dataset.only;
    for (const it of kinds) it.setAttribute('aria-pressed', String(it === kind));
  });
}

const asked = () => Number(/^#step-(\d+)$/.exec(location.hash)?.[1] ?? 0);
addEventListener('hashchange', () => asked() && go(asked()));
bar.hidden = false;
const first = asked();
show(first || 1);
if (first) requestAnimationFrame(() => scrollTo(0, 0));
else history.replaceState(null, '', location.pathname + location.search);
