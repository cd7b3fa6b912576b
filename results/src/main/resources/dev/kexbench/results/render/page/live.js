// A page that is served during a run. Every frame has the content of the whole page; only what differs
// is changed, so that what a reader has opened, selected or focused is kept.

// Set by the script or the reader.
const KEPT = new Set(["open", "aria-sort"]);

// Nodes of one key can be changed into each other.
function keyOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.nodeName;
  const heading = node.tagName === "DETAILS" ? node.querySelector("summary") : /^H[23]$/.test(node.tagName) ? node : null;
  const chart = node.tagName === "FIGURE" ? node.querySelector(".chart").id : "";
  return [node.tagName, node.className, node.id, chart, heading ? heading.textContent : ""].join(" ");
}

// The longest sequence of nodes that both have in common: the old node of each new one.
function matches(before, after) {
  const [a, b] = [before.map(keyOf), after.map(keyOf)];
  const most = a.map(() => b.map(() => 0));
  const at = (i, j) => (i < a.length && j < b.length ? most[i][j] : 0);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) most[i][j] = a[i] === b[j] ? 1 + at(i + 1, j + 1) : Math.max(at(i + 1, j), at(i, j + 1));
  const found = new Map();
  for (let i = 0, j = 0; i < a.length && j < b.length; )
    if (a[i] === b[j]) found.set(after[j++], before[i++]);
    else at(i + 1, j) >= at(i, j + 1) ? i++ : j++;
  return found;
}

// What the script has put after a node goes with it.
function removeWithTools(node) {
  while (node.nextSibling && node.nextSibling.scripted) node.nextSibling.remove();
  node.remove();
}

function changeChildren(old, next) {
  const before = [...old.childNodes].filter((each) => !each.scripted);
  const after = [...next.childNodes];
  const found = matches(before, after);
  const stay = new Set(found.values());
  before.filter((each) => !stay.has(each)).forEach(removeWithTools);
  after.reduceRight((anchor, each) => {
    const known = found.get(each);
    if (known) change(known, each);
    return known ?? old.insertBefore(document.importNode(each, true), anchor);
  }, null);
}

function change(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.nodeValue !== next.nodeValue) old.nodeValue = next.nodeValue;
    return;
  }
  [...next.attributes].forEach(({ name, value }) => old.getAttribute(name) === value || old.setAttribute(name, value));
  [...old.attributes].forEach(({ name }) => next.hasAttribute(name) || KEPT.has(name) || old.removeAttribute(name));
  if (!old.classList.contains("chart")) changeChildren([...old.children].find((each) => old.tagName === "TH" && each.scripted) ?? old, next);
}

// A chart that has other lines than before is drawn anew.
function redraw(spec) {
  const host = document.getElementById(spec.id);
  const focused = document.activeElement === host;
  [...host.closest("figure").children].filter((each) => each.scripted).forEach((each) => each.remove());
  const bare = host.cloneNode(false);
  host.replaceWith(bare);
  if (focused) bare.focus({ preventScroll: true });
  return draw(spec);
}

const content = document.querySelector("main");

function show({ title, body, charts }) {
  document.title = title;
  changeChildren(content, new DOMParser().parseFromString("<main>" + body + "</main>", "text/html").querySelector("main"));
  completeTables();
  content.querySelectorAll("table").forEach((table) => table.sortAgain && table.sortAgain());
  const all = charts.map((spec) => {
    const known = drawn.find(({ host }) => host.id === spec.id && host.isConnected);
    return known && known.update(spec) ? known : redraw(spec);
  });
  drawn.splice(0, drawn.length, ...all);
}

// Below the verdict, and read aloud.
const notice = element("p", { class: "quiet", role: "status" });
document.querySelector(".verdict").after(notice);

const events = new EventSource("events");
function finish(text) {
  events.close(); // it would connect again and again
  notice.textContent = text;
}
events.addEventListener("frame", (event) => show(JSON.parse(event.data)));
events.addEventListener("end", (event) => {
  show(JSON.parse(event.data));
  finish("The run has ended. This page is complete and needs its server no longer.");
});
events.addEventListener("error", () => finish("The run has ended, or the connection to it was lost: these are the figures of the last second that arrived."));
