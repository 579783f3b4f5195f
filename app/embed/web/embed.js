// One tag: <script src="https://…/embed/embed.js"></script> in the head. It puts a Run button at every az block and
// keeps room for the elements; everything else comes with the first use. scripts/embed.mjs fills in what is in @…@.
(() => {
  const tag = document.currentScript;
  if (!tag || !window.ResizeObserver || !Element.prototype.attachShadow || window.keyless) return;
  const base = new URL('./', tag.src).href;
  const blocks = [];
  const keyless = (window.keyless = { v: 1, version: '@VERSION@', base, options: { ...tag.dataset }, blocks });

  // What draws and runs; once, and again if it did not arrive.
  let view;
  const load = () =>
    (view ??= new Promise((loaded, failed) => {
      const script = document.createElement('script');
      const address = base + '@VIEW@';
      const policy = window.trustedTypes?.createPolicy('keyless', { createScriptURL: (it) => it });
      if (tag.crossOrigin !== null) {
        script.crossOrigin = 'anonymous';
        script.integrity = '@INTEGRITY@';
      }
      if (tag.nonce) script.nonce = tag.nonce;
      script.src = policy ? policy.createScriptURL(address) : address;
      script.onload = () => loaded(keyless.view);
      script.onerror = () => {
        view = undefined;
        failed(Error('A part of Keyless did not arrive. Try again.'));
      };
      document.head.append(script);
    }));

  const look = new CSSStyleSheet();
  look.replaceSync(
    ':host{display:block;margin:8px 0 16px}:host([data-idle]){position:absolute;margin:0}' +
      'button{font:500 14px/20px system-ui,sans-serif;padding:5px 11px;min-width:56px;min-height:32px;border:1px solid;' +
      'border-radius:6px;cursor:pointer;color:var(--keyless-button-ink,light-dark(#fff,#14171b));' +
      'background:var(--keyless-accent,light-dark(#0b61a4,#7cc4ff))}' +
      'button:focus-visible{outline:2px solid;outline-offset:2px;outline-color:var(--keyless-accent,light-dark(#0b61a4,#7cc4ff))}' +
      ':host([data-idle]) button{position:absolute;left:0;top:0;visibility:hidden}' +
      '.room{display:grid;place-content:center;justify-items:center;gap:12px;height:100%;border:1px solid #8886;border-radius:6px;box-sizing:border-box}' +
      '@media(pointer:coarse){button{min-height:44px}}@media print{button{display:none}}',
  );
  const shadow = (host) => {
    const root = host.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [look];
    return root;
  };
  const button = (root, text, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.part = 'run';
    made.onclick = act;
    root.append(made);
    return made;
  };
  const failed = (place) => (error) => {
    place.textContent = error.message;
  };

  // ---- blocks: the button hovers at the lower right corner of the text and takes no room
  const AZ = /(^|\s)(language-|lang-|highlight-|source-)?(az|azurecli|azurecli-interactive)([\s,]|$)/;
  const NAMED = '[class*=az],[data-lang^=az],[data-language^=az],[data-keyless],.keyless';
  const only = tag.dataset.blocks === 'marked';
  const seen = new WeakSet();
  const sizes = new ResizeObserver((entries) => {
    const found = blocks.filter((it) => it.button && entries.some((entry) => entry.target === it.pre));
    const places = found.map((it) => [it.pre.getBoundingClientRect(), it.host.getBoundingClientRect(), it.button.offsetWidth]);
    found.forEach((it, at) => {
      const [text, host, width] = places[at];
      const { style } = it.button;
      style.transform = `translate(${text.right - host.left - width - 6}px,${text.bottom - host.top - it.button.offsetHeight - 6}px)`;
      style.visibility = 'visible';
    });
  });

  const take = (place) => {
    const pre = place.closest('pre') ?? place.querySelector('pre');
    if (!pre || seen.has(pre)) return;
    // The outermost element that is about this block alone.
    let outer = pre;
    for (let up = pre.parentElement; up && up.querySelectorAll('pre').length === 1 && /language-|highlight|codeblock/i.test(up.className); up = up.parentElement) outer = up;
    const named = [pre, ...pre.querySelectorAll('code'), place, outer];
    const all = named.map((it) => it.className).join(' ');
    const data = Object.assign({}, ...named.reverse().map((it) => it.dataset));
    const is = AZ.test(all) || /^az/.test(data.lang ?? data.language ?? '');
    if (!('keyless' in data || /(^|\s)keyless(\s|$)/.test(all)) && (only || !is)) return;
    if (data.keyless === 'off' || /(^|[\s,])keyless-off([\s,]|$)/.test(all)) return;
    seen.add(pre);
    const host = document.createElement('keyless-block');
    host.dataset.idle = '';
    const root = shadow(host);
    const session = data.session ?? all.match(/(?:^|[\s,])session-([\w-]+)/)?.[1] ?? tag.dataset.session ?? 'page';
    const block = { host, root, pre, outer, session, data, text: () => (pre.querySelector('code') ?? pre).innerText };
    block.button = button(root, 'Run', () => {
      const before = block.button;
      delete host.dataset.idle;
      host.style.height = `${parseInt(data.height ?? tag.dataset.height) || 288}px`;
      before.style.transform = before.style.visibility = '';
      // Where the panel's bar will have it.
      before.style.margin = '7px 9px';
      before.disabled = true;
      load().then((it) => it.run(block), (error) => {
        before.disabled = false;
        before.textContent = error.message;
      });
    });
    outer.after(host);
    blocks.push(block);
    sizes.observe(pre);
  };
  const lookFor = () => {
    document.querySelectorAll(NAMED).forEach(take);
    blocks.sort((a, b) => (a.pre.compareDocumentPosition(b.pre) & 4 ? -1 : 1));
  };
  let waits = 0;
  new MutationObserver(() => {
    waits ||= requestAnimationFrame(() => {
      waits = 0;
      lookFor();
    });
  }).observe(document, { childList: true, subtree: true });

  // ---- elements
  for (const [kind, verb, height] of [
    ['playground', 'Start the playground', 560],
    ['lesson', 'Start the lesson', 640],
    ['challenge', 'Start the challenge', 640],
    ['question', 'Show the question', 480],
    ['world', 'Show the world', 360],
  ]) {
    class KeylessElement extends HTMLElement {
      connectedCallback() {
        if (this.root) return;
        this.kind = kind;
        this.root = shadow(this);
        this.style.height = `${parseInt(this.getAttribute('height')) || height}px`;
        const room = document.createElement('div');
        room.className = 'room';
        room.append(document.createElement('slot'));
        this.root.append(room);
        const start = button(room, verb, () => this.start().catch(failed(start)));
        if (this.getAttribute('load') === 'visible')
          new IntersectionObserver((seen, watch) => {
            if (!seen.at(-1).isIntersecting) return;
            watch.disconnect();
            this.start().catch(failed(start));
          }).observe(this);
      }
      start() {
        return load().then((it) => it.element(this));
      }
    }
    for (const act of ['run', 'reset', 'getState', 'setState'])
      KeylessElement.prototype[act] = function (value) {
        return this.start().then(() => this.link.ask(act, value));
      };
    customElements.define(`keyless-${kind}`, KeylessElement);
  }
})();
