// Waits for the picture's code and its facts, which are elements of their own on the page, and hands over to the code. Of two
// calls that wait only the later one counts.

const LATEST = new WeakMap();

export default async function (component) {
  const { data, parentElement } = component;
  LATEST.set(parentElement, component);
  while (!globalThis.inngang?.mount || !globalThis.inngang.facts?.has(data.facts)) {
    await new Promise((done) => addEventListener("inngang-ready", done, { once: true }));
    if (LATEST.get(parentElement) !== component) return;
  }
  return globalThis.inngang.mount({ ...component, data: { ...globalThis.inngang.facts.get(data.facts), ...data } });
}
