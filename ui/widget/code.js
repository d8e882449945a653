// Reads the code of pictures, which comes packed, once for a page that is open: it mounts them (mount.js).

let reading = null;

export default function ({ data }) {
  reading ??= read(data);
}

async function read(packed) {
  const text = await new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  const url = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
  await import(url);
  URL.revokeObjectURL(url);
}
