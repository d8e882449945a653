// Waits for the picture's code, which is an element of its own on the page, and hands over to it.

export default async function (component) {
  if (!globalThis.inngang?.mount) await new Promise((done) => addEventListener("inngang-ready", done, { once: true }));
  return globalThis.inngang.mount(component);
}
