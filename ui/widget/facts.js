// Keeps the facts of a picture for it (mount.js), by the mark that they begin with: the last few, since what is asked for may
// change before it came.

const MARK = 16;
const KEPT = 4;

export default function ({ data }) {
  const text = new TextDecoder().decode(data);
  const facts = ((globalThis.inngang ??= {}).facts ??= new Map());
  const mark = text.slice(0, MARK);
  if (!facts.has(mark)) facts.set(mark, JSON.parse(text.slice(MARK)));
  for (const old of [...facts.keys()].slice(0, -KEPT)) facts.delete(old);
  dispatchEvent(new Event("inngang-ready"));
}
