/**
 * Where results lie: what a file or folder contains ({@link
 * dev.kexbench.results.runs.FoundResults}), the runs in the folder of all runs with their tags, and
 * the references by which command lines name them ({@code @1}, {@code @tag}, a name).
 */
package dev.kexbench.results.runs;
