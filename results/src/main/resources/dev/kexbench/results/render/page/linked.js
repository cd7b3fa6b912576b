// A selection in one of several compared heatmaps applies to all of them.
document.querySelectorAll(".linked").forEach((group) =>
  group.addEventListener("change", ({ target }) => {
    const name = target.getAttribute("aria-label");
    group.querySelectorAll("select").forEach((select) => {
      const known = [...select.options].some((each) => each.value === target.value && !each.disabled);
      if (select.getAttribute("aria-label") !== name || select.value === target.value || !known) return;
      select.value = target.value;
      select.dispatchEvent(new Event("change")); // which does not bubble
    });
  })
);
