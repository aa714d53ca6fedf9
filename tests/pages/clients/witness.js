// Stands in the head of a page that a client looks at by itself. Tells the ledger when a visitor could have answered,
// and what was answered: no verdict of a client counts without it.
(() => {
  const tell = (what, words) => void fetch(`/witness/${what}?${new URLSearchParams(words)}`);
  const drawn = (button) => {
    if (!button) return false;
    const { left, top, width, height } = button.getBoundingClientRect();
    const there = document.elementFromPoint(left + width / 2, top + height / 2);
    return width > 0 && height > 0 && button.contains(there) && getComputedStyle(button).opacity > 0;
  };
  let seen = false;
  const look = () => {
    const buttons = ["accept", "reject"].map((name) =>
      document.querySelector(`samtykke-banner [data-samtykke-layer=first] [data-samtykke=${name}]`));
    if (seen || !buttons.every(drawn)) return;
    seen = true;
    tell("seen", { at: Math.round(performance.now()), width: innerWidth });
  };
  const keepLooking = () => {
    look();
    if (!seen) requestAnimationFrame(keepLooking);
  };
  keepLooking();
  addEventListener("click", look, true); // A client may press in the very frame in which the question comes.
  addEventListener("samtykke:change", () => {
    const cookie = document.cookie.split("; ").find((one) => one.startsWith("samtykke="));
    tell("answer", { cookie: cookie ? cookie.slice(9) : "", at: Math.round(performance.now()) });
  }, true);
})();
