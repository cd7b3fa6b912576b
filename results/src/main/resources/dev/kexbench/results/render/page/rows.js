// Rows of comparisons: switches for their states, a filter on their names, and the order of their
// columns. What differs from the defaults is in the page's address, which is thus a link to it.
function filterable(form) {
  const tables = [...document.querySelectorAll("table.rows")];
  const rows = [...document.querySelectorAll("table.rows tr[data-state]")];
  const boxes = [...form.querySelectorAll("input[type=checkbox]")];
  const name = form.elements.namedItem("name");
  const defaultOrder = "noise.descending";
  let order = defaultOrder;

  const sort = (key, direction) =>
    tables.forEach((table) => {
      const head = [...table.querySelectorAll("th")].find((each) => each.dataset.key === key);
      for (let press = 0; press < 2 && head.getAttribute("aria-sort") !== direction; press++) head.querySelector("button").click();
    });

  const folds = tables.map((table) => {
    const fold = element("button", { type: "button", class: "fold" });
    table.parentElement.after(fold);
    fold.addEventListener("click", () => {
      const box = boxes.find((each) => each.value === "unchanged");
      box.checked = !box.checked;
      changed();
    });
    return fold;
  });

  function show() {
    const states = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = name.value.toLowerCase().split(/\s+/).filter(Boolean);
    const named = (row) => words.every((word) => row.dataset.name.includes(word));
    const chosen = boxes.every((box) => box.checked === box.defaultChecked) && words.length === 0;
    rows.forEach((row) => {
      row.hidden = !(states.has(row.dataset.state) && named(row));
      row.classList.toggle("folded", row.hidden && chosen);
    });
    folds.forEach((fold, i) => {
      const folded = [...tables[i].tBodies[0].rows].filter((row) => row.dataset.state === "unchanged" && named(row)).length;
      fold.hidden = folded === 0;
      fold.textContent = (states.has("unchanged") ? "Fold " : "Show ") + folded + (folded === 1 ? " unchanged row" : " unchanged rows");
      fold.setAttribute("aria-expanded", states.has("unchanged"));
    });
    form.querySelector("output").textContent = rows.filter((row) => !row.hidden).length + " of " + rows.length + " rows shown";
  }

  function written() {
    const state = [];
    const checked = boxes.filter((box) => box.checked).map((box) => box.value);
    if (boxes.some((box) => box.checked !== box.defaultChecked)) state.push("show=" + checked.join(","));
    if (name.value.trim() !== "") state.push("name=" + encodeURIComponent(name.value.trim()));
    if (order !== defaultOrder) state.push("sort=" + order);
    return state.join("&");
  }

  function changed() {
    show();
    history.replaceState(null, "", location.pathname + location.search + (written() === "" ? "" : "#" + written()));
  }

  function restore() {
    const state = new URLSearchParams(location.hash.slice(1));
    const shown = state.has("show") ? state.get("show").split(",") : null;
    boxes.forEach((box) => (box.checked = shown === null ? box.defaultChecked : shown.includes(box.value)));
    name.value = state.get("name") ?? "";
    const [key, direction] = (state.get("sort") ?? "").split(".");
    const known = tables[0].querySelector(`th[data-key="${CSS.escape(key)}"]`) !== null && ["ascending", "descending"].includes(direction);
    [order] = [known ? key + "." + direction : defaultOrder];
    restoring = true;
    sort(...order.split("."));
    restoring = false;
    show();
  }

  // A press on a column orders all tables of the page.
  let restoring = false;
  tables.forEach((table) =>
    table.tHead.addEventListener("click", (press) => {
      const head = press.target.closest("th");
      if (restoring || head === null) return;
      order = head.dataset.key + "." + head.getAttribute("aria-sort");
      restoring = true;
      sort(...order.split("."));
      restoring = false;
      changed();
    }),
  );
  form.addEventListener("input", changed);
  form.addEventListener("reset", () => setTimeout(() => { sort(...defaultOrder.split(".")); changed(); }));
  form.addEventListener("submit", (press) => press.preventDefault());
  addEventListener("hashchange", restore);
  form.querySelector(".copy").replaceWith(button("Copy link", () => copyText(location.href)));
  form.hidden = false;
  restore();
}

document.querySelectorAll("form.filter").forEach(filterable);
