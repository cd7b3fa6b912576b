/**
 * Are two sets of results different, by how much, can one tell, and may one compare them at all.
 *
 * <p>{@link dev.kexbench.results.compare.Results} are files as they were read; joined they are a
 * {@link dev.kexbench.results.compare.ResultSet}, one side, as rows of figures. {@link
 * dev.kexbench.results.compare.Comparison#of} puts two sides next to each other:
 *
 * <ol>
 *   <li>{@link dev.kexbench.results.compare.Comparability} asks whether machine and plan agree;
 *   <li>rows are paired by their {@link dev.kexbench.results.compare.FigureKey};
 *   <li>an {@link dev.kexbench.results.statistics.Estimate} says what ratio the runs of a pair
 *       leave possible: by {@code Bootstrap} over the rounds that both sides share, or over the
 *       runs of a {@link dev.kexbench.results.statistics.Sample}, or for latencies whose seconds
 *       are known by {@code QuantileBootstrap};
 *   <li>{@link dev.kexbench.results.compare.Judge} decides about each pair, and is the only class
 *       that does; what is noise it knows from {@link dev.kexbench.results.compare.NoiseFloors}.
 * </ol>
 *
 * <p>A {@link dev.kexbench.results.compare.SideBySide} puts more than two sides next to each other,
 * a {@link dev.kexbench.results.compare.History} many in order of time.
 *
 * <p>No difference is a result too, and so is being unable to tell, or to compare.
 */
package dev.kexbench.results.compare;
