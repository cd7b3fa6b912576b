package dev.kexbench.bench.run;

/**
 * What is measured beside other sides, or alone.
 *
 * @param name also that of its folder, where there are others
 * @param jvm that runs its forks
 * @param build whose benchmarks they run
 * @param folder where its results go
 */
public record Variant(String name, Jvm jvm, Build build, RunFolder folder) {}
