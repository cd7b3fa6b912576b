/**
 * Decides whether two sets of results are comparable, whether they differ, by how much, and how
 * certain that is.
 *
 * <p>{@link dev.kexbench.results.compare.Results} holds files as they were read; joined, they are
 * one side of a comparison, a {@link dev.kexbench.results.compare.ResultSet} of {@link
 * dev.kexbench.results.compare.Figure}s. {@link dev.kexbench.results.compare.Comparison#of}
 * compares two sides:
 *
 * <ol>
 *   <li>{@link dev.kexbench.results.compare.Comparability} checks that machine and plan agree;
 *   <li>figures are paired by their {@link dev.kexbench.results.compare.FigureKey};
 *   <li>an {@link dev.kexbench.results.statistics.Estimate} gives the interval of the ratio of each
 *       pair: by {@code Bootstrap} over the rounds that both sides share, or over the runs of a
 *       {@link dev.kexbench.results.statistics.Sample}; or, for latencies whose per-second
 *       histograms are known, by {@code QuantileBootstrap};
 *   <li>{@link dev.kexbench.results.compare.Judge}, and no other class, gives the verdict on each
 *       pair; {@link dev.kexbench.results.compare.NoiseFloors} supplies the measured noise.
 * </ol>
 *
 * <p>{@link dev.kexbench.results.compare.SideBySide} compares more than two sides, {@link
 * dev.kexbench.results.compare.History} many results in order of time.
 *
 * <p>"No difference", "undecided" and "not comparable" are results too.
 */
package dev.kexbench.results.compare;
