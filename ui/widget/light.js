// What is to be seen, and what of it stands in the light while the rest is dimmed.

function openRelations(state, link) {
  return link.relations.filter((relation) => !state.scene.hidden.relation.has(relation.kind));
}

function allNodes(state) {
  return [...state.scene.ids].map((id) => state.nodes.get(id)).filter((node) => node && !state.scene.hidden.kind.has(node.kind));
}

function linksAmong(state, ids) {
  const among = [];
  for (const link of state.links.values()) {
    if (ids.has(link.from) && ids.has(link.to) && openRelations(state, link).length) among.push(link);
  }
  return among;
}

// Works out what is seen: nodes, links, each node's links, and what is lit (null where nothing is dimmed).
function look(state) {
  let nodes = allNodes(state);
  let links = linksAmong(state, new Set(nodes.map((node) => node.id)));
  const way = litWay(state, links);
  if (way && state.scene.light[0] === "only") {
    nodes = nodes.filter((node) => way.nodes.has(node.id));
    links = links.filter((link) => way.links.has(link.id));
  }
  state.seen = { nodes, links, ids: new Set(nodes.map((node) => node.id)), at: new Map(nodes.map((node) => [node.id, []])) };
  for (const link of links) {
    state.seen.at.get(link.from).push(link);
    state.seen.at.get(link.to).push(link);
  }
  state.lit = way || litBySearch(state) || litByChoice(state);
  state.wayless = Boolean(way && !way.links.size);
}

function litWay(state, links) {
  const [mode, who] = state.scene.light;
  if (mode === "all" || who === null || who === undefined) return null;
  if (Array.isArray(who)) return shortest(links, who[0], who[1]);
  const path = state.data.paths[who];
  return path ? { nodes: new Set(path.nodes), links: new Set(path.links) } : null;
}

function litBySearch(state) {
  if (!state.find) return null;
  const nodes = new Set(sought(state).map((node) => node.id));
  return nodes.size ? { nodes, links: new Set() } : null;
}

function litByChoice(state) {
  const link = state.links.get(state.selected);
  if (link) return { nodes: new Set([link.from, link.to]), links: new Set([link.id]) };
  const at = state.seen.at.get(state.selected);
  if (!at) return null;
  return { nodes: new Set([state.selected, ...at.map((one) => otherEnd(one, state.selected))]), links: new Set(at.map((one) => one.id)) };
}

// What is seen and has a name or number like what is searched for, the best of it first.
function matches(state) {
  const asked = compared(state.find);
  const number = asked.replaceAll(" ", "");
  // How far into a name the words stand, then how long it is: null where no name and no number is like that.
  const worth = ({ called, numbers }) => {
    if (numbers.some((one) => one.startsWith(number))) return [0, 0];
    const places = called.filter((name) => name.includes(asked)).map((name) => [name.indexOf(asked), name.length]);
    return places.length ? places.sort(before)[0] : null;
  };
  const before = (a, b) => a[0] - b[0] || a[1] - b[1];
  if (!asked) return [];
  const named = state.seen.nodes.map((node) => [node, worth(node)]).filter(([, how]) => how);
  return named.sort(([, a], [, b]) => before(a, b)).map(([node]) => node);
}

// As graph/lookup.py compares names: one Unicode form, no case, no punctuation, one space between words.
function compared(text) {
  return text.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

// What a search leaves of the picture, in the light, in the table and in files (ui/widget/sought.py): what matches; where nothing
// does, what the server found.
function sought(state) {
  const named = matches(state);
  return named.length ? named : found(state).map((hit) => state.nodes.get(hit.id)).filter((node) => node && state.seen.ids.has(node.id));
}

// What the server found for the words in the field, by any of its names and numbers, in the picture or not.
function found(state) {
  return state.find && state.data.seek?.text === state.find ? state.data.seek.hits : [];
}

function otherEnd(link, id) {
  return link.from === id ? link.to : link.from;
}

// The way of fewest relations between two nodes of the picture, of several the one that ui/widget/seen.py puts into files.
function shortest(links, start, end) {
  const near = new Map();
  for (const link of links) {
    for (const id of [link.from, link.to]) near.set(id, [...(near.get(id) || []), link]);
  }
  const came = new Map([[start, null]]);
  const queue = [start];
  for (const id of queue) {
    const ties = (near.get(id) || []).map((link) => [otherEnd(link, id), link]);
    for (const [other, link] of ties.sort(([a], [b]) => (a < b ? -1 : 1))) {
      if (!came.has(other)) {
        came.set(other, link);
        queue.push(other);
      }
    }
  }
  const way = { nodes: new Set([start, end]), links: new Set() };
  for (let id = end; came.get(id); id = otherEnd(came.get(id), id)) {
    way.links.add(came.get(id).id);
    way.nodes.add(otherEnd(came.get(id), id));
  }
  return way;
}

// What hangs on a node alone: all that cannot be reached from where the picture began without passing it.
function branchOf(state, id) {
  const begin = state.data.focus.filter((one) => state.seen.ids.has(one) && one !== id);
  const queue = begin.length || state.data.focus.includes(id) ? begin : state.seen.nodes.slice(0, 1).map((node) => node.id);
  const safe = new Set([id, ...queue]);
  for (const one of queue) {
    for (const link of state.seen.at.get(one)) {
      const other = otherEnd(link, one);
      if (!safe.has(other)) {
        safe.add(other);
        queue.push(other);
      }
    }
  }
  return reachable(state, id).filter((one) => !safe.has(one));
}

function reachable(state, id) {
  const seen = new Set([id]);
  const queue = [id];
  for (const one of queue) {
    for (const link of state.seen.at.get(one) || []) {
      const other = otherEnd(link, one);
      if (!seen.has(other)) {
        seen.add(other);
        queue.push(other);
      }
    }
  }
  return queue;
}
