// The set-up page's entry: its WebAssembly is inside, so that the page also works when it is opened from a folder.
import { initSync, open } from "samtykke-setup-glue";

const text = "samtykke:module";

try {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) {
    bytes[index] = text.charCodeAt(index) ^ 0x76; // As it was packed: smaller after compression.
  }
  initSync({ module: bytes });
  open();
} catch (error) {
  console.warn("samtykke: setup: " + error);
}
