package dev.kexbench.results.render.page;

/** What the page's script draws into an element of the page, from data that the page contains. */
sealed interface Drawing permits Chart, Heatmap, Trend {
  /** Of the element that it is drawn into. */
  String id();
}
