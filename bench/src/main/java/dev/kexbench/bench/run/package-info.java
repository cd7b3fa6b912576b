/**
 * What happens round the benchmarks: which rows a command line means, measuring them, and the table
 * at the end. Knows no benchmark: JMH's list of them says what there is, so a new benchmark needs
 * nothing here.
 *
 * <p>The way through: a {@link dev.kexbench.bench.run.Request} and the {@link
 * dev.kexbench.bench.run.Providers} of this machine make a {@link dev.kexbench.bench.run.Plan}; a
 * {@link dev.kexbench.bench.run.PlanRun} measures it row by row into a {@link
 * dev.kexbench.bench.run.RunFolder}; {@link dev.kexbench.bench.run.ScoreTable} reads what lies
 * there. Which parameter values stand for all, how many forks, how long: {@link
 * dev.kexbench.bench.run.Effort}.
 *
 * <p>Each row is a run of JMH by itself. Its results are in {@code jmh.json} as soon as it ends, so
 * neither a later failure nor Ctrl-C loses them, and rows can be left out or repeated.
 */
package dev.kexbench.bench.run;
