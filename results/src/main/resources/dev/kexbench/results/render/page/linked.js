// What is chosen of one of several heatmaps that are compared is chosen of all.
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
