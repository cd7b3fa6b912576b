/**
 * What happens round the benchmarks: which rows a command line means, measuring them, and the
 * tables at the end. Knows no benchmark: JMH's list of them says what there is, and the files of
 * rows beside them say what is measured of it.
 *
 * <p>The way through: a {@link dev.kexbench.bench.run.Request} and what this {@link
 * dev.kexbench.bench.run.Machine} can do make a {@link dev.kexbench.bench.run.BenchPlan}; {@link
 * dev.kexbench.bench.run.Rounds} measure it, a fork of every row a round, on one {@link
 * dev.kexbench.bench.run.Variant} (a JVM, a build, a {@link dev.kexbench.bench.run.RunFolder}) or
 * several; {@link dev.kexbench.bench.run.ScoreTable}, {@link dev.kexbench.bench.run.ScalingTable}
 * and {@link dev.kexbench.bench.run.VariantTable} show what lies there. How many forks, how long:
 * {@link dev.kexbench.bench.run.Preset}.
 *
 * <p>Each fork of a row is a run of JMH by itself. Its result is in {@code jmh-<round>.json} as
 * soon as it ends, so neither a later failure nor Ctrl-C loses it.
 */
package dev.kexbench.bench.run;
