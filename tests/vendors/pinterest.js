// Stand-in for Pinterest's tag, written by us. Its queue holds arrays; `setconsent false` deletes its own cookies.
(() => {
  const { pintrk } = window;
  if (!pintrk.queue.every(Array.isArray)) throw new Error("pintrk.queue holds arrays");
  const domain = location.hostname.split(".").slice(-2).join(".");
  const write = (seconds) => {
    document.cookie = `_pin_unauth=1; domain=${domain}; path=/; max-age=${seconds}`;
  };
  let id = "";
  let allowed = true;
  const METHODS = {
    setconsent: (answer) => {
      if (typeof answer !== "boolean") throw new Error("setconsent takes a boolean");
      allowed = answer;
      if (!answer) write(0);
    },
    load: (tag) => (id = tag),
    page: () => METHODS.track("pagevisit"),
    track: (event) => {
      if (!allowed) return;
      new Image().src = `https://ct.pinterest.com/v3/?tid=${id}&event=${event}`;
      write(31536000);
    },
  };
  const waiting = pintrk.queue.splice(0);
  pintrk.queue.push = ([method, ...words]) => METHODS[method](...words);
  waiting.forEach((words) => pintrk.queue.push(words));
})();
