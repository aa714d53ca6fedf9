// Stand-in for Microsoft's UET tag, written by us. `new UET({ti, q})` takes over the queue `window.uetq`, whose
// entries are a command, its action and its fields, pushed one after the other as three values.
(() => {
  const DAY = 86400;
  const store = (name, days) => {
    const domain = location.hostname.split(".").slice(-2).join(".");
    document.cookie = `${name}=${Math.floor(Math.random() * 1e9)}; domain=${domain}; path=/; max-age=${days * DAY}`;
  };
  window.UET = class {
    constructor({ ti, q = [] }) {
      this.id = ti;
      this.denied = false;
      this.waiting = [];
      q.forEach((value) => this.push(value));
    }
    push(...values) {
      this.waiting.push(...values);
      while (this.waiting.length) {
        const [first, action, fields] = this.waiting;
        if (first === "consent") {
          if (this.waiting.length < 3) return;
          this.denied = fields.ad_storage === "denied";
          this.waiting.splice(0, 3);
        } else {
          this.waiting.shift();
          if (first === "pageLoad") this.hit(first);
          if (first === "event" && action !== undefined) this.hit(String(this.waiting.shift()));
        }
      }
    }
    hit(event) {
      const query = new URLSearchParams({ ti: this.id, evt: event, asc: this.denied ? "D" : "G", p: location.href });
      new Image().src = `https://bat.bing.${this.denied ? "net/actionp" : "com/action"}/0?${query}`;
      if (this.denied) return;
      store("_uetsid", 1);
      store("_uetvid", 390);
    }
  };
})();
