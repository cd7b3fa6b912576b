/**
 * Selects the rows that a command line requests and measures them. It depends on no benchmark:
 * JMH's generated list names the benchmarks, and the {@code .rows} files next to them select what
 * is measured.
 *
 * <p>The flow: a {@link dev.kexbench.bench.run.Request} and the capabilities of this {@link
 * dev.kexbench.bench.run.Machine} make a {@link dev.kexbench.bench.run.BenchPlan}. {@link
 * dev.kexbench.bench.run.Rounds} measures it, one fork of every row per round, on one {@link
 * dev.kexbench.bench.run.Variant} (a JVM, a build, a {@link dev.kexbench.bench.run.RunFolder}) or
 * several; in a duet, the forks of two variants run at the same time on one core. {@link
 * dev.kexbench.bench.run.Preset} sets the number and length of the forks. {@code
 * dev.kexbench.results.suite} reads the stored results and prints them.
 *
 * <p>Each fork of a row is a JMH run of its own. Its result is written to {@code jmh-<round>.json}
 * as soon as it ends, so neither a later failure nor Ctrl-C loses it.
 */
package dev.kexbench.bench.run;
