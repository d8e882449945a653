// The state as text for an address: JSON, deflated, in base64url, as ui/packed.py reads it.

async function pack(state) {
  const squeezed = new Blob([JSON.stringify(state)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
  const bytes = new Uint8Array(await new Response(squeezed).arrayBuffer());
  let text = "";
  for (let start = 0; start < bytes.length; start += 8192) text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

// The browser's present entry, so that steps in a picture do not fill the way back.
function writeAddress(param, text) {
  const url = new URL(location.href);
  if (text) url.searchParams.set(param, text);
  else url.searchParams.delete(param);
  if (url.href !== location.href) history.replaceState(history.state, "", url);
}

// The page and all that it was asked but for `param`.
function addressWithout(param) {
  const url = new URL(location.href);
  url.searchParams.delete(param);
  return `${url.pathname}?${url.searchParams}`;
}
