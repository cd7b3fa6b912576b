// Tables and charts leave the page as Markdown, CSV and PNG; a cell may have another text for that.
const cellText = (cell) => (cell.dataset?.copy ?? cell.innerText).trim().replace(/\s+/g, " ");
const linesOf = (table) => [...table.rows].filter((row) => !row.hidden).map((row) => [...row.cells].map(cellText));
const markdown = (lines) => {
  const line = (cells) => "| " + cells.map((each) => each.replace(/\|/g, "\\|")).join(" | ") + " |";
  return [line(lines[0]), line(lines[0].map((each, i) => (i === 0 ? "---" : "---:"))), ...lines.slice(1).map(line)].join("\n") + "\n";
};
const csv = (lines) => lines.map((line) => line.map((each) => (/[",\n]/.test(each) ? `"${each.replace(/"/g, '""')}"` : each)).join(",")).join("\n") + "\n";

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch (refused) {
    const area = element("textarea", { class: "hidden", "aria-hidden": "true" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
}

const button = (name, action, done = "Copied") => {
  const made = element("button", { type: "button" }, name);
  made.addEventListener("click", async () => {
    await action();
    made.textContent = done;
    setTimeout(() => (made.textContent = name), 1500);
  });
  return made;
};

const copies = (table) => [
  button("Copy as Markdown", () => copyText(markdown(linesOf(table())))),
  button("Copy as CSV", () => copyText(csv(linesOf(table())))),
];

// A chart with its title and the names of its lines as a picture.
function picture(title, canvases, labels) {
  const ratio = devicePixelRatio;
  const width = Math.max(...canvases.map((each) => each.canvas.width));
  const height = Math.max(...canvases.map((each) => each.top * ratio + each.canvas.height)) + 40 * ratio;
  const whole = element("canvas", { width, height });
  const pen = whole.getContext("2d");
  pen.fillStyle = colour("--paper");
  pen.fillRect(0, 0, width, height);
  canvases.forEach((each) => pen.drawImage(each.canvas, 0, (each.top + 40) * ratio));
  pen.scale(ratio, ratio);
  pen.textBaseline = "middle";
  pen.fillStyle = colour("--ink");
  pen.font = "600 15px system-ui, sans-serif";
  pen.fillText(title, 8, 20);
  pen.font = FONT;
  labels.forEach((each) => {
    pen.fillStyle = each.colour;
    pen.fillRect(each.left, each.top + 36, 9, 9);
    pen.fillStyle = colour("--ink");
    pen.fillText(each.text, each.left + 13, each.top + 41);
  });
  return whole;
}

const save = (name, canvas) => element("a", { href: canvas.toDataURL(), download: name.replace(/[^\w.-]+/g, "-") + ".png" }).click();

// What a chart shows as a table, which is made when it is opened, and the ways to take it along.
function dataUnder(figure, lines, draw) {
  const title = figure.querySelector("figcaption").textContent;
  const frame = element("div", { class: "scroll" });
  let table = null;
  const fill = () => {
    const [head, ...rows] = lines();
    const heads = head.map((each) => element("th", { scope: "col" }, each));
    table = element("table", {}, element("thead", {}, element("tr", {}, ...heads)), element("tbody", {}));
    rows.forEach((row) => table.tBodies[0].append(element("tr", {}, ...row.map((each) => element("td", {}, each)))));
    frame.replaceChildren(table);
    return table;
  };
  const unfilled = { rows: [] };
  const current = () => {
    unfilled.rows = lines().map((row) => ({ cells: row.map((innerText) => ({ innerText })) }));
    return unfilled;
  };
  const tools = element("div", { class: "tools" }, ...copies(current), button("Save as PNG", () => save(title, draw()), "Saved"));
  const details = element("details", { class: "data" }, element("summary", {}, "Table and copies"), tools, frame);
  details.addEventListener("toggle", () => details.open && fill());
  figure.append(details);
  return () => details.open && fill();
}

function copyable(frame) {
  const table = frame.querySelector("table");
  const bars = table.querySelector(".bar") ? [button("Save as PNG", () => save(nameOf(frame), tablePicture(table)), "Saved")] : [];
  frame.after(element("div", { class: "tools" }, ...copies(() => table), ...bars));
}

document.querySelectorAll("pre.command").forEach((pre) => {
  pre.after(element("div", { class: "tools" }, button("Copy the command", () => copyText(pre.textContent))));
});
