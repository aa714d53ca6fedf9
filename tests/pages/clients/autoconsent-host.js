// The part of a browser around DuckDuckGo's content script: hands it the rules and the visitor's wish, runs what it may
// not run itself, and writes down what it reports.
(() => {
  const heard = [];
  Object.defineProperty(window, "autoconsentHeard", { value: heard });
  const wish = document.currentScript.dataset.wish;
  const rules = fetch("/autoconsent-rules.json").then((answer) => answer.json());
  const answers = {
    init: async () => ({ type: "initResp", rules: await rules, config: { autoAction: wish } }),
    eval: ({ id, code }) => ({ type: "evalResp", id, result: (0, eval)(code) }),
    autoconsentDone: () => ({ type: "selfTest" }),
  };
  window.autoconsentSendMessage = async (message) => {
    heard.push({ type: message.type, cmp: message.cmp ?? null, result: message.result ?? null, at: performance.now() });
    const answer = await answers[message.type]?.(message);
    if (answer) await autoconsentReceiveMessage(answer);
  };
})();
