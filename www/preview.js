// The frame of the set-up page: the real product, with the settings that stand behind # in the address.
(() => {
  const told = JSON.parse(decodeURIComponent(location.hash.slice(1)) || '{}');
  const { settings = '{}', colours = {}, view = 'question' } = told;
  const chosen = JSON.parse(settings);
  const head = document.head;

  // Nobody but the place these files come from is asked for anything, whatever the visitor of the preview answers.
  const own = location.protocol == 'file:' ? 'file:' : location.origin;
  const logo = chosen.logo ? new URL(chosen.logo, document.baseURI).origin : '';
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = `default-src 'none'; script-src ${own} 'wasm-unsafe-eval'; style-src ${own}; connect-src ${own}; img-src ${own} ${logo.startsWith('http') ? logo : ''}`;

  const inline = document.createElement('script');
  inline.type = 'application/json';
  inline.id = 'samtykke-settings';
  inline.textContent = settings;
  head.append(policy, inline);
  for (const [name, value] of Object.entries(colours)) document.documentElement.style.setProperty(name, value);

  // What the gate has decided; that this frame's policy then stops a script is no decision.
  const tell = () => {
    const decisions = window.samtykke.log.filter(([, , verdict]) => verdict != 'failed').map((entry) => [...entry]);
    parent.postMessage({ samtykke: decisions }, '*');
  };
  const load = (/** @type {string} */ file) => {
    const script = document.createElement('script');
    script.src = file;
    script.onload = () =>
      window.samtykke.ready.then(() => {
        if (view == 'settings') window.samtykke.open();
        if (view == 'answered') window.samtykke.reject();
        tell();
      });
    head.append(script);
    return script;
  };
  // The gate carries a choice out once the browser has painted.
  document.addEventListener('samtykke:change', () => setTimeout(tell, 400));

  // With the language inside: a sealed frame may not be given other files of texts.
  const language = `${chosen.lang ?? ''}`.toLowerCase().split('-')[0].replace(/^no$/, 'nb');
  if (/^[a-z]{2}$/.test(language) && language != 'en') load(`../samtykke.${language}.js`).onerror = () => load('../samtykke.js');
  else load('../samtykke.js');
})();
