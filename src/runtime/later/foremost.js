// Of important styles in cascade layers, those of the layer that is named first win, and a page's own sheets come before
// ours. So where a page names layers, ours is named in front of them. A rule may be put into a sheet that is there; a style
// element of our own, a strict policy forbids.

/** The first layer that is named; empty where it has no name, nothing where there is none. @param {any} rules @returns {any} a text, or nothing */
const firstLayer = (rules) => {
  for (const rule of rules) {
    const inner = () => firstLayer((rule.styleSheet || rule).cssRules || []);
    const found = rule.nameList?.[0] ?? rule.layerName ?? (rule instanceof CSSLayerBlockRule ? rule.name : inner());
    if (found != null) return found;
  }
};

/** Names our layer in front of all others. */
export const comeFirst = () => {
  for (const sheet of document.styleSheets) {
    try {
      const layer = firstLayer(sheet.cssRules);
      if (layer == null) continue;
      if (layer != 'samtykke') sheet.insertRule('@layer samtykke;');
      return;
    } catch {
      // Another site's sheet is closed to us.
    }
  }
};
