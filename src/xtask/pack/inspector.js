// The inspector's entry: its WebAssembly is inside, so that opening it costs one request.
import { initSync, open } from "samtykke-inspector-glue";

const text = "samtykke:module";

// Whoever closes the panel finds the page as it was.
document.currentScript?.remove();

try {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    bytes[index] = text.charCodeAt(index) ^ 0x76; // As it was packed: smaller after compression.
  }
  initSync({ module: bytes });
  open();
} catch (error) {
  console.warn("samtykke: inspector: " + error);
}
