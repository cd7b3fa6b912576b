"use strict";
(() => {
  const at = (id) => document.getElementById(id);
  const filter = at("filter");
  const compare = at("compare");
  const main = compare.querySelector("button.main");
  const told = at("told");
  const hint = told.textContent;
  const table = document.querySelector("#runs table");
  const all = [...table.tBodies[0].rows].map((row) => {
    const box = row.querySelector("input");
    return { row, box, name: box.value, tags: row.cells[4], kind: row.cells[3].textContent, verdict: row.querySelector("[data-state]").dataset.state, text: "" };
  });
  const byName = new Map(all.map((each) => [each.name, each]));
  const readable = (each) => {
    each.text = (each.name + " " + each.row.textContent).toLowerCase();
    each.list = each.tags.textContent === "" ? [] : each.tags.textContent.split(", ");
  };
  all.forEach(readable);
  const whole = (n) => n.toLocaleString("en");

  function countSelected() {
    const selected = all.filter((each) => each.box.checked);
    const hidden = selected.filter((each) => each.row.hidden).length;
    const enough = selected.length > 1;
    main.setAttribute("aria-disabled", String(!enough));
    main.textContent = enough
      ? `Compare ${whole(selected.length)} runs`
      : selected.length === 1 ? "Compare: 1 selected, select another" : "Compare: select two or more runs";
    if (hidden > 0) main.textContent += ` (${whole(hidden)} not shown)`;
    at("none").hidden = selected.length === 0;
    return selected;
  }

  // What is chosen stays in the address, so that it survives a reload and can be kept.
  function show() {
    const chosen = new FormData(filter);
    const words = chosen.get("text").toLowerCase().split(/\s+/).filter((each) => each !== "");
    const [kind, verdict, tag] = ["kind", "verdict", "tag"].map((each) => chosen.get(each));
    let shown = 0;
    all.forEach((each) => {
      const wanted =
        (kind === "" || each.kind === kind) && (verdict === "" || each.verdict === verdict) && (tag === "" || each.list.includes(tag)) && words.every((word) => each.text.includes(word));
      each.row.hidden = !wanted;
      shown += wanted ? 1 : 0;
    });
    at("shown").textContent = shown === all.length ? "" : shown === 0 ? `None of the ${whole(all.length)} runs matches.` : `${whole(shown)} of ${whole(all.length)} runs match.`;
    const kept = new URLSearchParams([...chosen].filter(([, value]) => value !== "")).toString();
    if (location.hash.slice(1) !== kept) history.replaceState(null, "", kept === "" ? location.pathname : "#" + kept);
    countSelected();
  }

  function restore() {
    const kept = new URLSearchParams(location.hash.slice(1));
    ["text", "kind", "verdict", "tag"].forEach((each) => {
      filter.elements[each].value = kept.get(each) ?? "";
      if (filter.elements[each].value !== (kept.get(each) ?? "")) filter.elements[each].value = "";
    });
    show();
  }

  filter.addEventListener("input", show);
  filter.addEventListener("submit", (event) => event.preventDefault());
  filter.addEventListener("reset", () => setTimeout(show));
  addEventListener("hashchange", restore);
  addEventListener("pageshow", countSelected);

  compare.addEventListener("submit", (event) => {
    if (main.getAttribute("aria-disabled") === "true") event.preventDefault();
  });
  at("none").addEventListener("click", () => {
    all.forEach((each) => (each.box.checked = false));
    countSelected();
    main.focus();
  });
  table.addEventListener("change", countSelected);
  table.addEventListener("keydown", (event) => {
    if (!event.target.matches("input[type=checkbox]")) return;
    if (event.key === "Enter") {
      event.preventDefault();
      compare.requestSubmit(main);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? "nextElementSibling" : "previousElementSibling";
      let row = event.target.closest("tr")[step];
      while (row !== null && row.hidden) row = row[step];
      row?.querySelector("input").focus();
    }
  });

  const say = (text, failed) => {
    told.textContent = text;
    told.toggleAttribute("data-hint", text === hint);
    told.className = failed ? "bad" : "quiet";
  };

  // A choice of the filter for a tag that is new, and none for one that no run has any more.
  function chooseTags() {
    const select = filter.elements.tag;
    const before = select.value;
    const tags = [...new Set(all.flatMap((each) => each.list))].sort();
    select.replaceChildren(new Option("any", ""), ...tags.map((each) => new Option(each, each)));
    select.value = tags.includes(before) ? before : "";
  }

  at("tags")?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const selected = countSelected();
    const form = new URLSearchParams(new FormData(event.target, event.submitter));
    if (!form.has("change")) form.set("change", "add");
    if (selected.length === 0) return say("Select the runs to tag first.", true);
    selected.forEach((each) => form.append("run", each.name));
    try {
      const answer = await fetch("/tags", { method: "POST", body: form });
      if (!answer.headers.get("Content-Type").startsWith("application/json")) return say(await answer.text(), true);
      const done = await answer.json();
      Object.entries(done.tags).forEach(([name, tags]) => {
        const each = byName.get(name);
        each.tags.textContent = tags.join(", ");
        readable(each);
      });
      chooseTags();
      show();
      say(done.lines.join("; "), done.failed);
    } catch (gone) {
      say("The server does not answer; start scripts/runs --serve again.", true);
    }
  });

  restore();
  if (all.length === 0) say("No runs yet; scripts/loadtest and scripts/bench store theirs in this folder.", false);
  else say(hint, false);
})();
