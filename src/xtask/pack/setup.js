// The set-up page's entry: its WebAssembly is inside, so that the page also works when it is opened from a folder.
import { initSync, open } from "samtykke-setup-glue";

// Data and code, parted by a character that is no byte.
const text = "samtykke:module";

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
  console.warn("samtykke: setup: " + error);
}
