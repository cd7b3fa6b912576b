// Drawn anew wherever the width or the colours change.
const draw = (spec) => {
  const made = "tags" in spec ? drawHeatmap(spec) : "levels" in spec ? drawTrend(spec) : drawChart(spec);
  const { host, make } = made;
  let width = host.clientWidth;
  new ResizeObserver(() => {
    if (host.clientWidth !== width) {
      width = host.clientWidth;
      requestAnimationFrame(make); // within this call a change of size would notify once more
    }
  }).observe(host);
  return made;
};
const drawn = JSON.parse(document.getElementById("charts").textContent).map(draw);
const drawAll = () => drawn.forEach(({ make }) => make());
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);

// On paper: light, as wide as a sheet, and with the collapsed sections open.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details.section:not([open])")];
  opened.forEach((each) => (each.open = true));
  document.documentElement.dataset.print = "";
  drawAll();
});
addEventListener("afterprint", () => {
  opened.forEach((each) => (each.open = false));
  delete document.documentElement.dataset.print;
  drawAll();
});

function sortable(table) {
  table.querySelectorAll("th").forEach((head, column) => {
    const name = element("button", { type: "button" }, ...head.childNodes);
    head.append(name);
    name.addEventListener("click", () => {
      const up = head.getAttribute("aria-sort") !== "ascending";
      table.querySelectorAll("th").forEach((each) => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const body = table.tBodies[0];
      const value = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
      const order = (a, b) => {
        const [x, y] = [value(a), value(b)];
        if ((x === "–") !== (y === "–")) return x === "–" ? 1 : -1; // no value: last, either way
        const numbers = x !== "" && y !== "" && !isNaN(x) && !isNaN(y);
        return (numbers ? x - y : x.localeCompare(y)) * (up ? 1 : -1);
      };
      table.sortAgain = () => body.append(...[...body.rows].sort(order));
      table.sortAgain();
    });
  });
}

const completeTables = () =>
  document.querySelectorAll(".scroll").forEach((frame) => {
    const table = frame.querySelector("table");
    if (table === null || frame.scripted || frame.complete) return;
    frame.complete = true;
    sortable(table);
    copyable(frame);
  });
completeTables();
