// The inspector's entry: its WebAssembly is inside, so that opening it costs one request.
import { initSync, open } from "samtykke-inspector-glue";

// Data and code, parted by a character that is no byte.
const text = "samtykke:module";

// Whoever closes the panel finds the page as it was.
document.currentScript?.remove();

try {
  const [data, code] = text.split("\u0200");
  // As they were packed, which is smaller after compression: code first again, and turned back.
  const whole = code + data;
  const bytes = new Uint8Array(whole.length);
  for (let index = 0; index < whole.length; index++) {
    bytes[index] = whole.charCodeAt(index) ^ (index < code.length ? 0x76 : 0);
  }
  initSync({ module: bytes });
  open();
} catch (error) {
  console.warn("samtykke: inspector: " + error);
  tell(error instanceof WebAssembly.CompileError);
}

/**
 * Who asked for the panel sees why there is none.
 *
 * @param {boolean} isForbidden whether the page's policy forbids WebAssembly
 */
function tell(isForbidden) {
  document.querySelector("samtykke-inspector")?.remove();
  const note = document.createElement("samtykke-inspector");
  const root = note.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host{all:initial!important;position:fixed!important;inset:0 0 auto!important;z-index:2147483647!important;padding:12px 16px!important;" +
      "font:14px/1.45 system-ui!important;color:#fff!important;background:#9c1c2e!important}",
  );
  root.adoptedStyleSheets = [sheet];
  note.setAttribute("role", "alert");
  root.append(
    isForbidden
      ? "The Samtykke inspector is WebAssembly, which this page's Content Security Policy forbids. Add 'wasm-unsafe-eval' to its script-src; " +
          "the visitor's script then needs samtykke-nowasm.js no more either."
      : "The Samtykke inspector did not open; the console says why.",
  );
  const close = document.createElement("button");
  close.textContent = "Close";
  close.style.marginInlineStart = "1em";
  close.onclick = () => note.remove();
  root.append(close);
  document.documentElement.append(note);
  try {
    sessionStorage.removeItem("samtykke-inspector");
  } catch {
    // Nothing is kept there then.
  }
}
