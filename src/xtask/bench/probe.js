// Runs before the page's own scripts and watches: what a visitor sees and when, the same for every tool.
// `recipe` = { accept, layer, tags }: two selectors and the number of tags. The address asks for more: `?click` to click accept
// as soon as the banner is painted, `?parts` to time the parts of a script.
(recipe) => {
  if (window !== top) return;
  const seen = { longTasks: [], interactions: [], shift: 0, lost: 0 };
  Object.defineProperty(window, "bench", { value: seen });
  const now = () => performance.now();
  const round = (ms) => Math.round(ms * 1000) / 1000;

  // When Google's consent default is told, by whomever.
  const layer = (window.dataLayer = []);
  for (const method of ["push", "unshift"]) {
    layer[method] = (...entries) => {
      if (entries.some((entry) => entry?.[0] === "consent" && entry[1] === "default")) seen.default ??= now();
      return Array.prototype[method].apply(layer, entries);
    };
  }

  // What WebAssembly costs, where that is asked: from the first buffer before it to the running instance.
  const timed = (holder, name, note) => {
    holder[name] = new Proxy(holder[name], {
      construct(target, words, newTarget) {
        const start = now();
        const made = Reflect.construct(target, words, newTarget);
        note(start, now());
        return made;
      },
    });
  };
  if (location.search === "?parts") {
    let buffer;
    timed(window, "Uint8Array", (start) => (buffer = start));
    timed(WebAssembly, "Module", (start, end) => Object.assign(seen, { decode: start - (buffer ?? start), compile: end - start }));
    timed(WebAssembly, "Instance", (start, end) => (seen.instantiate = end - start));
  }

  const observe = (type, take, options) =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true, ...options });
  observe("longtask", ({ startTime, duration }) => seen.longTasks.push({ startTime, duration }));
  observe("layout-shift", ({ value, hadRecentInput }) => (seen.shift += hadRecentInput ? 0 : value));
  observe("event", ({ interactionId, duration }) => interactionId && seen.interactions.push(duration), { durationThreshold: 16 });

  const find = (selector) => (selector ? document.querySelector(selector) : null);
  const isVisible = (element) =>
    element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.getBoundingClientRect().width > 0;
  const middle = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  };
  const isHit = (element) => {
    const { x, y } = middle(element);
    const hit = document.elementFromPoint(x, y);
    return element === hit || element.contains(hit);
  };
  /** Runs once the frame that is being made has been painted. */
  const painted = (work) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = work;
    channel.port2.postMessage(0);
  };
  const frame = (work) => requestAnimationFrame(work);

  // The banner: looked for when the page changes, watched frame by frame once it is there.
  const look = () => {
    const button = find(recipe.accept);
    if (!button) return;
    seen.inPage = now();
    changes.disconnect();
    const watch = () => {
      const current = find(recipe.accept);
      if (seen.painted === undefined && isVisible(current)) {
        painted(() => {
          seen.painted ??= now();
          if (location.search === "?click") click();
        });
      }
      if (seen.painted !== undefined && current && isHit(current)) return void painted(() => (seen.clickable = now()));
      frame(watch);
    };
    frame(watch);
  };
  const changes = new MutationObserver(look);
  changes.observe(document, { childList: true, subtree: true });

  const tags = () => performance.getEntriesByType("mark").filter(({ name }) => name.startsWith("tag:"));
  /** Clicks until something follows: the cookie changes, the button goes or a tag runs. */
  const click = async () => {
    for (;;) {
      const button = find(recipe.accept);
      const [before, at] = [document.cookie, now()];
      const works = () => document.cookie !== before || !isVisible(find(recipe.accept)) || tags().length > 0;
      if (button && isHit(button)) button.click();
      while (!works() && now() < at + 250) await new Promise(frame);
      if (works()) return (seen.works = at);
      seen.lost++;
    }
  };

  // From a visitor's click to what follows it.
  addEventListener("click", ({ timeStamp, isTrusted }) => {
    if (!isTrusted) return;
    seen.clicked = timeStamp;
    const watch = () => {
      if (isVisible(find(recipe.layer))) return painted(() => (seen.layer = now()));
      if (now() < timeStamp + 3000) frame(watch);
    };
    if (recipe.layer) frame(watch);
  }, true);

  const wait = (ms) => new Promise((done) => setTimeout(done, ms));
  const until = async (test) => {
    for (const end = now() + 15000; !test() && now() < end; ) await wait(50);
  };

  Object.assign(seen, {
    /** The first visit is over: loaded, the banner there and still for `ms`. */
    async settled(ms) {
      await until(() => document.readyState === "complete" && (!recipe.accept || seen.clickable || seen.works));
      await wait(ms);
    },
    /** All tags have run, or too much time has passed. */
    async released() {
      await until(() => document.readyState === "complete" && tags().length >= recipe.tags);
      await wait(100);
    },
    /** A click has been followed by the second layer and by the report of how long that took. */
    async answered() {
      await until(() => seen.layer !== undefined || now() > seen.clicked + 3000);
      await wait(300);
    },
    /** So many inline tags have run, and all is still again. */
    async ran(expected) {
      await until(() => (window.ran ?? 0) >= expected);
      await wait(500);
      return window.ran ?? 0;
    },
    point: (selector) => middle(find(selector)),
    report() {
      const entries = performance.getEntriesByType("resource");
      const fcp = performance.getEntriesByName("first-contentful-paint")[0]?.startTime;
      const { longTasks, interactions, ...rest } = seen;
      return JSON.stringify({
        ...rest,
        fcp,
        inp: interactions.length ? Math.max(...interactions) : undefined,
        // A task blocks with what it takes beyond 50 ms, once there is something to see.
        tbt: longTasks.filter((task) => task.startTime + task.duration > fcp).reduce((sum, { duration }) => sum + duration - 50, 0),
        elements: document.querySelectorAll("*").length,
        tags: tags().map(({ name, startTime }) => ({ name: name.slice(4), at: startTime })),
        marks: performance.getEntriesByType("mark").filter(({ name }) => name.startsWith("script:")).map(({ name, startTime }) => ({ name: name.slice(7), at: startTime })),
        resources: entries.map(({ name, responseEnd, renderBlockingStatus }) => ({ name, end: responseEnd, blocking: renderBlockingStatus === "blocking" })),
      }, (_, value) => (typeof value === "number" ? round(value) : value));
    },
  });
}
