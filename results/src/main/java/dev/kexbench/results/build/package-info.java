/**
 * Builds of this project and JVMs to measure with: the variants that benchmarks and load tests
 * compare.
 */
package dev.kexbench.results.build;
