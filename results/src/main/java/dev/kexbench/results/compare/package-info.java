/**
 * Are two sets of results different, by how much, and may one compare them at all.
 *
 * <p>A {@link dev.kexbench.results.compare.ResultSet} is one side: load reports or JMH's results,
 * one file or several of the same thing, seen as rows of figures. {@link
 * dev.kexbench.results.compare.Comparison#of} puts two sides next to each other:
 *
 * <ol>
 *   <li>{@link dev.kexbench.results.compare.Comparability} asks whether machine and plan agree;
 *   <li>rows are paired by their {@link dev.kexbench.results.compare.RowKey};
 *   <li>{@link dev.kexbench.results.compare.Judge} decides about each pair, and is the only class
 *       that does: a better test of significance belongs there, and has every run's value in {@link
 *       dev.kexbench.results.compare.Row#values()}.
 * </ol>
 *
 * <p>No difference is a result too, and so is being unable to compare.
 */
package dev.kexbench.results.compare;
