package dev.kexbench.bench.run;

import dev.kexbench.results.build.Jvm;

/**
 * A combination of JVM and build that is measured, alone or together with others.
 *
 * @param name also the name of its folder if there are several variants
 * @param jvm that runs its forks
 * @param build whose benchmarks they run
 * @param folder for its results
 */
public record Variant(String name, Jvm jvm, Build build, RunFolder folder) {}
