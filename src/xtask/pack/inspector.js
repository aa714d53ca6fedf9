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
}
